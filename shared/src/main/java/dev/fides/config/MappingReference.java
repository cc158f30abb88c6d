package dev.fides.config;

import static java.util.Objects.requireNonNull;

/** Where the mapping is found. */
public sealed interface MappingReference {

    /** A JSLT file beside the definition. */
    record JsltFile(String file) implements MappingReference {
        public JsltFile {
            requireNonNull(file, "file");
        }
    }

    /** A Java class that implements {@code dev.fides.mapping.MessageMapper}. */
    record MapperClass(String className) implements MappingReference {
        public MapperClass {
            requireNonNull(className, "className");
        }
    }
}
