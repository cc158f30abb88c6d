package dev.fides.config.yaml;

import dev.fides.config.service.StoreClass;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the class of a host or target that is no REST service. */
final class StoreClassReader {

    /** The name of a class, with its package. */
    static final Pattern CLASS = Pattern.compile("[\\w$]+(\\.[\\w$]+)*");

    private static final String CLASS_MEMBER = "class";
    private static final String SETTINGS = "settings";

    private final Values values;

    StoreClassReader(Values values) {
        this.values = values;
    }

    /** Whether the service has a class; also says what is wrong with settings that have none. */
    boolean has(Section service) {
        boolean present = service.has(CLASS_MEMBER);
        if (service.has(SETTINGS) && !present) {
            service.fault(SETTINGS, "there is no class that could take them; a REST service has none");
        }
        return present;
    }

    /** @param ofRest members that only REST services have */
    StoreClass read(Section service, List<String> ofRest) {
        for (String name : ofRest) {
            if (service.has(name)) {
                service.fault(name, "belongs to a REST service; what a class needs goes into settings");
            }
        }
        String name = service.required(CLASS_MEMBER, v -> values.text(v, CLASS), "");
        return new StoreClass(name, service.free(SETTINGS, values::resolved));
    }
}
