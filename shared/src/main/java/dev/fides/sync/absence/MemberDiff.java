package dev.fides.sync.absence;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which members differ between a record as it is listed and the same record as it is read by key. Unlike between documents
 * of a target, a member that is null is not one that is missing, since the source hash tells them apart.
 */
final class MemberDiff {

    /** The first of them tell what kind of members they are. */
    private static final int NAMED = 10;

    private final Set<JsonPointer> ignored;
    private final Set<String> onlyListed = new TreeSet<>();
    private final Set<String> onlyRead = new TreeSet<>();
    private final Set<String> different = new TreeSet<>();

    /** @param ignored members that are no part of the source hash */
    MemberDiff(List<JsonPointer> ignored, JsonNode listed, JsonNode read) {
        this.ignored = Set.copyOf(ignored);
        compare(JsonPointer.empty(), listed, read);
    }

    /** Whether one of them has members that the other lacks. */
    boolean isOfMembers() {
        return !onlyListed.isEmpty() || !onlyRead.isEmpty();
    }

    private void compare(JsonPointer at, JsonNode listed, JsonNode read) {
        if (ignored.contains(at)) {
            return;
        }
        if (listed.isObject() && read.isObject()) {
            Set<String> names = new HashSet<>();
            listed.fieldNames().forEachRemaining(names::add);
            read.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(at.appendProperty(name), listed.path(name), read.path(name)));
        } else if (!listed.equals(read)) {
            Set<String> kind = listed.isMissingNode() ? onlyRead : read.isMissingNode() ? onlyListed : different;
            kind.add(at.toString());
        }
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        tell("only by key", onlyRead, parts);
        tell("only in the listing", onlyListed, parts);
        tell("with different values", different, parts);
        return String.join("; ", parts);
    }

    private static void tell(String how, Set<String> members, List<String> to) {
        if (!members.isEmpty()) {
            List<String> first = members.stream().limit(NAMED).toList();
            int more = members.size() - first.size();
            to.add(how + " " + String.join(", ", first) + (more > 0 ? " and " + more + " more" : ""));
        }
    }
}
