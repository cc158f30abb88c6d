package dev.fides.config.yaml;

import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionFault.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the members of a YAML file stand, and what of them is lost when the file is read as a tree. */
final class YamlPlaces {

    private static final Place TOP = new Place(1, 1);

    /** Of a file without any member. */
    static final YamlPlaces NONE = new YamlPlaces("");

    private final String file;
    private final Map<String, Place> places = new HashMap<>();
    private final List<DefinitionFault> faults = new ArrayList<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlPlaces(String file) {
        this.file = file;
    }

    static YamlPlaces of(String file, Node root) {
        YamlPlaces places = new YamlPlaces(file);
        places.places.put("", place(root.getStartMark()));
        places.walk("", root);
        return places;
    }

    /** Members that stand twice, and aliases; elsewhere nothing would be seen of them. */
    List<DefinitionFault> faults() {
        return List.copyOf(faults);
    }

    /** Where a member stands (its name, or a list's item), or where the one stands in which it is missing. */
    Place of(String path) {
        String at = path;
        while (!places.containsKey(at)) {
            if (at.isEmpty()) {
                return TOP;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return places.get(at);
    }

    /** From the top of the file to its end. */
    static List<DefinitionFault> sorted(List<DefinitionFault> faults) {
        return faults.stream()
                .sorted(Comparator.comparing(
                        (DefinitionFault fault) -> fault.place().orElse(TOP),
                        Comparator.comparingInt(Place::line).thenComparingInt(Place::column)))
                .toList();
    }

    private void walk(String path, Node node) {
        if (!node.getClass().equals(ScalarNode.class) && !seen.add(node)) {
            fault(path, "an alias (*name) is not read: write its value out here");
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(member -> walk(path, member));
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                Node item = sequence.getValue().get(i);
                String at = path + "/" + i;
                places.put(at, place(item.getStartMark()));
                walk(at, item);
            }
        }
    }

    private void walk(String path, NodeTuple member) {
        if (!(member.getKeyNode() instanceof ScalarNode name)) {
            return;
        }
        String at = path + "/" + Section.escaped(name.getValue());
        Place before = places.put(at, place(name.getStartMark()));
        if (before != null) {
            fault(at, "stands here a second time, first on line " + before.line() + ": keep one of the two");
        }
        walk(at, member.getValueNode());
    }

    private void fault(String path, String reason) {
        faults.add(new DefinitionFault(file, path, reason).at(of(path)));
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
