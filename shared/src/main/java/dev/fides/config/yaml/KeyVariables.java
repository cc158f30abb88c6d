package dev.fides.config.yaml;

import dev.fides.config.request.Variables;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The variables that stand for the key of one record.
 *
 * @param names the key itself first, then its parts where it is composed
 */
record KeyVariables(Set<String> names) {

    /** @param parts of which a key is composed; 1 where it is not */
    static KeyVariables of(int parts) {
        Set<String> names = new LinkedHashSet<>();
        names.add(Variables.KEY);
        for (int i = 0; parts > 1 && i < parts; i++) {
            names.add(Variables.KEY + "." + i);
        }
        return new KeyVariables(names);
    }

    /** These and the id that the target knows the record by. */
    Set<String> withId() {
        Set<String> more = new LinkedHashSet<>(names);
        more.add(Variables.ID);
        return more;
    }
}
