package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.run.RunType;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A type of run is of use only to those who can start it. */
class RunTypesTest {

    @ParameterizedTest
    @EnumSource(RunType.class)
    void every_type_of_run_can_be_started_by_a_call(RunType type) {
        String word = type.name().toLowerCase(Locale.ROOT).replace('_', '-');

        assertThat(KnownRoutes.all()).contains(new KnownRoutes.Known("POST", "syncs/{sync}/" + word));
    }
}
