package dev.fides.functions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.functions.trigger.ListSyncs;
import org.junit.jupiter.api.Test;

class FidesInjectorTest {

    @Test
    void an_app_without_its_settings_says_which_are_missing_at_every_invocation() {
        FidesInjector injector = new FidesInjector();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> injector.getInstance(ListSyncs.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Cosmos");
        }
    }
}
