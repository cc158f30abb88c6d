package dev.fides.local.launch;

/** What the command line may ask for besides the command. */
enum Option {
    /** {@code --once}: end when the imports are done and checked, instead of staying. */
    ONCE,
    /** {@code --telemetry}: collect what the app tells about itself. */
    TELEMETRY
}
