package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `pipe` on operators of the core.
class PipeCommandTest {
    @TempDir
    Path folder;

    @Test
    void describesAPipeline() throws Exception {
        var file = write(
                "p.yaml", "{op: Sequential, config: {operators: [{op: Const, config: {value: 3}}, {op: Identity}]}}");

        var run = CommandLineRun.of("pipe", "describe", file);
        var human = CommandLineRun.of("pipe", "describe", file, "--format", "human");

        assertThat(run.code()).isZero();
        assertThat(run.json().get("digest").asText()).hasSize(64);
        assertThat(run.json().get("state").get("config").get("operators")).hasSize(2);
        assertThat(run.json().get("problems")).isEmpty();
        assertThat(human.out())
                .startsWith("Sequential\n  0 Const(value=3)\n  1 Identity()\ndigest ")
                .contains(run.json().get("digest").asText());
    }

    @Test
    void jsonAndYamlOfOnePipelineHaveOneDigest() throws Exception {
        var yaml = write("p.yaml", "op: Const\nconfig:\n  value: [1, 2.0]\n");
        var json = write("p.json", "{\"v\": 1, \"config\": {\"value\": [1, 2.0]}, \"op\": \"Const\"}");

        assertThat(CommandLineRun.of("pipe", "describe", yaml).json().get("digest"))
                .isEqualTo(CommandLineRun.of("pipe", "describe", json).json().get("digest"));
    }

    @Test
    void runsAPipelineAndReportsItsSteps() throws Exception {
        var file = write(
                "p.yaml",
                "{op: Sequential, config: {operators: [{op: Const, config: {value: 3}}, "
                        + "{op: Fanout, config: {branches: {a: {op: Identity}, b: {op: Const, config: {value: x}}}}}]}}");

        var run = CommandLineRun.of("pipe", "run", file);
        var human = CommandLineRun.of("pipe", "run", file, "--format", "human");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("status").asText()).isEqualTo("completed");
        assertThat(run.json().get("steps").findValuesAsText("op")).containsExactly("Const", "Fanout");
        assertThat(run.json().get("steps").get(0).get("duration_sec").asDouble())
                .isPositive();
        assertThat(run.json().get("result").toString()).isEqualTo("{\"a\":3,\"b\":\"x\"}");
        assertThat(human.out()).contains("Fanout").contains("result: {");
    }

    @Test
    void aStepThatFailsIsNamedAndEndsWithOne() throws Exception {
        var file = write(
                "p.yaml",
                "{op: Sequential, config: {operators: [{op: Const, config: {value: 3}}, "
                        + "{op: AssertDType, config: {expected: float32}}]}}");

        var run = CommandLineRun.of("pipe", "run", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip())
                .isEqualTo("stampede: " + file + ": step 1, AssertDType: AssertDType: expected float32, "
                        + "found a Long without an element type");
        assertThat(run.json().get("status").asText()).isEqualTo("failed");
        assertThat(run.json().get("failed_step").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "describe | a.yaml | {op: Nothing} | operator Nothing is not known here",
                "describe | a.yaml | {op: ndwj} | here; did you mean NDWI, NDVI or NDBI? `stampede pipe operators` lists all",
                "describe | a.yaml | {op: Xyzzyxyzzy} | here; `stampede pipe operators` lists all",
                "describe | a.yaml | {op: Const} | Const needs the parameter value",
                "describe | a.yaml | {op: Const, config: {value: 1, x: 2}} | Const has no parameter x; it has value",
                "describe | a.yaml | {op: *a} | line 1",
                "describe | a.json | {op: Const} | line 1",
                "describe | a.txt | x | a pipeline ends in .yaml, .yml or .json",
                "describe | a.yaml | '' | the text is empty",
                "run | a.yaml | {op: Identity} | needs an input; start it with an operator that reads one",
                "run | a.yaml | {op: Sequential, config: {operators: [{op: Identity}]}} | starts with Identity",
                "run | a.yaml | {op: Sequential, config: {operators: [{op: Const}, {op: Const}]}} | Const needs",
            })
    void whatCannotBeRunIsRefusedWithOneLine(String command, String name, String text, String message)
            throws IOException {
        var file = write(name, text);

        var run = CommandLineRun.of("pipe", command, file);

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void filesAndCommandsMustExist() {
        assertThat(CommandLineRun.of("pipe", "run", folder.resolve("none.yaml").toString()))
                .matches(run -> run.code() == 2)
                .matches(run -> run.err().contains("none.yaml does not exist"));
        assertThat(CommandLineRun.of("pipe", "run"))
                .matches(run -> run.code() == 2)
                .matches(run -> run.err().contains("FILE"));
        assertThat(CommandLineRun.of("pipe"))
                .matches(run -> run.code() == 2)
                .matches(run -> run.err().contains("a command is missing after pipe"));
    }

    @Test
    void listsOperatorsWithTheirParameters() throws Exception {
        var all = CommandLineRun.of("pipe", "operators").json();
        var one = CommandLineRun.of("pipe", "operators", "CpuMap").json();

        assertThat(all.findValuesAsText("name")).contains("Sequential", "Graph", "Cache");
        assertThat(one.toString())
                .isEqualTo("[{\"name\":\"CpuMap\",\"family\":\"core\",\"parameters\":["
                        + "{\"name\":\"op\",\"type\":\"operator\",\"required\":true,\"default\":null},"
                        + "{\"name\":\"n_workers\",\"type\":\"whole number\",\"required\":false,\"default\":\"8\"},"
                        + "{\"name\":\"on_error\",\"type\":\"one of raise, log_and_continue\",\"required\":false,"
                        + "\"default\":\"\\\"raise\\\"\"}]}]");
        assertThat(CommandLineRun.of("pipe", "operators", "CpuMap", "--format", "human")
                        .out())
                .contains("op, n_workers=8, on_error=\"raise\"");
        assertThat(CommandLineRun.of("pipe", "operators", "CpuMa").err())
                .isEqualTo("stampede: unknown operator CpuMa; did you mean CpuMap?\n");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
