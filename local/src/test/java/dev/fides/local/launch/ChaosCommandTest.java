package dev.fides.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.local.launch.parts.LaunchException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosCommandTest {

    @Test
    void it_takes_four_minutes_unless_told_otherwise() {
        assertThat(ChaosCommand.Options.parse(List.of()).minutes()).isEqualTo(4);
        assertThat(ChaosCommand.Options.parse(List.of("--minutes", "9")).minutes())
                .isEqualTo(9);
    }

    @Test
    void a_seed_can_be_repeated() {
        assertThat(ChaosCommand.Options.parse(List.of("--minutes", "1", "--seed", "-3")))
                .isEqualTo(new ChaosCommand.Options(-3, 1, true));
    }

    @Test
    void imports_can_do_without_snapshots() {
        assertThat(ChaosCommand.Options.parse(List.of("--snapshot", "off")).snapshots())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sed 1 | --sed",
                "--snapshot no | on or off",
                "--seed | --seed",
                "--seed x | x",
                "--minutes 0 | 1440",
                "--minutes 99999 | 1440"
            })
    void anything_else_is_refused_and_named(String arguments, String named) {
        assertThatThrownBy(() -> ChaosCommand.Options.parse(List.of(arguments.split(" "))))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(named);
    }
}
