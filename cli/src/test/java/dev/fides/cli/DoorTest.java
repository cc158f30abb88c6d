package dev.fides.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.launch.LaunchCommands;
import dev.fides.local.terminal.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code setup.sh} is the one door to all commands. */
class DoorTest {

    private static final Path DOOR = Path.of("..", "setup.sh");

    @Test
    void every_command_is_let_in_and_is_in_the_help() throws Exception {
        String script = Files.readString(DOOR);
        String dispatch = script.substring(script.indexOf("main() {"));
        Said help = said("help");

        assertThat(help.status()).isZero();
        assertThat(help.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(commands()).allSatisfy(command -> {
            assertThat(dispatch).containsPattern("[ \\n]" + command + "( \\|| \\\\|\\))");
            assertThat(help.text()).containsPattern("[ ,]" + command + "[ ,]");
        });
    }

    @Test
    void a_command_that_there_is_not_is_told_in_a_line() throws Exception {
        Said said = said("imports");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.text())
                .isEqualTo("fides: there is no command 'imports' (help: ./setup.sh help)" + System.lineSeparator());
    }

    @Test
    void bash_completes_commands_and_options() throws Exception {
        Shell shell = new Shell();
        assertThat(shell.run("completion")).isZero();
        assertThat(shell.err()).isEmpty();
        Path script = Files.createTempFile("completion", ".bash");
        Files.writeString(script, shell.out());

        assertThat(completed(script, "./setup.sh", "st")).containsExactlyInAnyOrder("start", "status");
        assertThat(completed(script, "./setup.sh", "import", "cities", "--w")).containsExactly("--wait");
        assertThat(completed(script, "./setup.sh", "demo", "--o")).containsExactly("--once");
        Files.delete(script);
    }

    @Test
    void misuse_is_told_in_a_line_with_where_help_is() {
        Shell shell = new Shell();

        assertThat(shell.run("runs")).isEqualTo(2);
        assertThat(shell.run("import", "cities", "--waits")).isEqualTo(2);
        assertThat(shell.err().lines())
                .containsExactly(
                        "fides: missing required parameter: 'SYNC' (help: ./setup.sh runs --help)",
                        "fides: unknown option: '--waits'; did you mean --wait? (help: ./setup.sh import --help)");
    }

    @Test
    void an_empty_word_is_misuse() {
        Shell shell = new Shell();

        assertThat(shell.run("status", "")).isEqualTo(2);
        assertThat(shell.run("follow", "")).isEqualTo(2);
        assertThat(shell.run("import", "cities", "--key", "7", "--key", "")).isEqualTo(2);
        assertThat(shell.err().lines())
                .containsExactly(
                        "fides: empty value for SYNC (help: ./setup.sh status --help)",
                        "fides: empty value for RUN (help: ./setup.sh follow --help)",
                        "fides: empty value for --key (help: ./setup.sh import --help)");
    }

    @Test
    void the_help_of_every_command_says_what_it_does() {
        new Shell().commands().getSubcommands().forEach((name, command) -> {
            assertThat(command.getUsageMessage()).startsWith("Usage: ./setup.sh " + name + " ");
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
        });
    }

    private static Set<String> commands() {
        Set<String> names = new TreeSet<>();
        Stream.of(new Shell().commands(), CommandTree.of(LaunchCommands.described()))
                .map(CommandLine::getSubcommands)
                .forEach(commands -> names.addAll(commands.keySet()));
        return names;
    }

    private static List<String> completed(Path script, String... words) throws Exception {
        List<String> quoted = new ArrayList<>();
        for (String word : words) {
            quoted.add("'" + word + "'");
        }
        return run(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(" + String.join(" ", quoted) + "); COMP_CWORD="
                                + (words.length - 1) + "; COMP_LINE='" + String.join(" ", words)
                                + "'; COMP_POINT=${#COMP_LINE}; $(complete -p setup.sh | sed 's/.*-F \\([^ ]*\\) .*/\\1/') 2>/dev/null;"
                                + " printf '%s\\n' \"${COMPREPLY[@]}\"")
                .text()
                .lines()
                .map(String::strip)
                .toList();
    }

    private static Said said(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", DOOR.toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private record Said(int status, String text) {}

    private static Said run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), text);
    }
}
