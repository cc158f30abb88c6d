package dev.fides.rest.call;

import dev.fides.config.request.Variables;
import dev.fides.resilience.CallRun;

/** What is known of every request. */
public final class Known {

    private Known() {}

    /** These, and the run that the request belongs to, where it belongs to one. */
    public static Variables and(Variables variables) {
        return CallRun.current()
                .map(run -> variables.with(Variables.RUN_ID, run))
                .orElse(variables);
    }
}
