package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
    private static CommandLine line(String... arguments) {
        var nowhere = new PrintStream(new ByteArrayOutputStream());
        return Commands.line(
                new Stampede(new Streams(nowhere, nowhere, false, false, Map.of()), new Cancellation()), arguments);
    }

    @Test
    void theHelpListsEveryCommandUnderItsOwnName() {
        var all = line("--help").getSubcommands();

        assertThat(all).hasSize(25);
        all.forEach((name, command) -> assertThat(command.getCommandSpec()
                        .userObject()
                        .getClass()
                        .getAnnotation(CommandLine.Command.class)
                        .name())
                .isEqualTo(name));
    }

    @Test
    void aLineThatBeginsWithACommandGetsTheSameOptionsAsAmongAll() {
        var all = line("--help").getSubcommands();

        all.forEach((name, command) -> {
            var alone = line(name).getSubcommands();
            assertThat(alone.keySet()).containsExactly(name);
            assertThat(alone.get(name).getUsageMessage()).isEqualTo(command.getUsageMessage());
            assertThat(alone.get(name).getCommandSpec().optionsMap().keySet())
                    .isEqualTo(command.getCommandSpec().optionsMap().keySet())
                    .contains("--config", "--set", "--quiet", "--help");
            assertThat(alone.get(name).getSubcommands().keySet())
                    .isEqualTo(command.getSubcommands().keySet());
        });
    }
}
