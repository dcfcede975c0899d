package dev.stampede.cli;

import java.util.function.Supplier;

/// What a command has to say: an exit code, the document for programs and a text for people.
///
/// @param exitCode see [ExitCode]
/// @param document plain values for [dev.stampede.io.json.Json]
/// @param human    the same as tables, made only when needed
record Result(int exitCode, Object document, Supplier<String> human) {
    static Result ok(Object document, Supplier<String> human) {
        return new Result(ExitCode.SUCCESS, document, human);
    }
}
