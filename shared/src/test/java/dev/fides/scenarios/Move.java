package dev.fides.scenarios;

import java.util.List;

/** A way in which ids that come from the content move between records, in a {@link Storm}. */
interface Move extends Happening {

    /** A record gets what another one had, which gets something else. */
    record HandOver(String from, String to) implements Move {
        @Override
        public void in(Storm storm) {
            storm.value(from).ifPresent(value -> {
                storm.edit(from, next(value));
                storm.edit(to, value);
            });
        }
    }

    /** Two records exchange what they have. */
    record Swap(String one, String other) implements Move {
        @Override
        public void in(Storm storm) {
            storm.value(one)
                    .ifPresent(first -> storm.value(other).ifPresent(second -> {
                        storm.edit(one, second);
                        storm.edit(other, first);
                    }));
        }
    }

    /** Every record gets what the one before it had. */
    record Ring(List<String> keys) implements Move {
        @Override
        public void in(Storm storm) {
            List<String> values =
                    keys.stream().map(key -> storm.value(key).orElse("1")).toList();
            for (int i = 0; i < keys.size(); i++) {
                storm.edit(keys.get((i + 1) % keys.size()), values.get(i));
            }
        }
    }

    /** A record is deleted, and inserted again under another key. */
    record InsertAgain(String from, String to) implements Move {
        @Override
        public void in(Storm storm) {
            storm.value(from).ifPresent(value -> {
                storm.remove(from);
                storm.edit(to, value);
            });
        }
    }

    /** All records get the same, as where the host renamed the member that the id is made of. */
    record OneForAll(List<String> keys) implements Move {
        @Override
        public void in(Storm storm) {
            keys.forEach(key -> storm.edit(key, "2"));
        }
    }

    private static String next(String value) {
        return switch (value) {
            case "1" -> "2";
            case "2" -> "3";
            default -> "1";
        };
    }
}
