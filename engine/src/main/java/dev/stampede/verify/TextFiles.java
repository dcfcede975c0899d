package dev.stampede.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares files that are not MAT files: text by tokens, with placeholders for folders; anything else by
/// bytes.
///
/// @param folders replacement per placeholder, such as `@DATA@`
record TextFiles(Map<String, Path> folders) {
    static final TextFiles PLAIN = new TextFiles(Map.of());

    Outcome compare(Rule rule, Expectation file) throws IOException {
        return rule.type() == ValueClass.TEXT ? tokens(rule, file) : bytes(rule, file);
    }

    private Outcome bytes(Rule rule, Expectation file) throws IOException {
        long at = Files.mismatch(file.run(), file.golden());
        long size = Files.size(file.golden());
        var first = at < 0
                ? Optional.<Outcome.Place>empty()
                : Optional.of(new Outcome.Place(List.of(at + 1), byteAt(file.run(), at), byteAt(file.golden(), at)));
        return outcome(rule, size, at < 0 ? 0 : 1, first, Files.size(file.run()) + " bytes", size + " bytes");
    }

    private static String byteAt(Path file, long at) throws IOException {
        if (at >= Files.size(file)) {
            return "end of file";
        }
        try (var channel = Files.newByteChannel(file)) {
            var one = java.nio.ByteBuffer.allocate(1);
            channel.position(at).read(one);
            return "byte " + (one.get(0) & 0xff);
        }
    }

    private Outcome tokens(Rule rule, Expectation file) throws IOException {
        List<String> run = lines(file.run());
        List<String> golden = lines(file.golden());
        int n = Math.max(run.size(), golden.size());
        long different = 0;
        Optional<Outcome.Place> first = Optional.empty();
        for (int i = 0; i < n; i++) {
            String a = i < run.size() ? run.get(i) : "end of file";
            String b = i < golden.size() ? expand(golden.get(i)) : "end of file";
            if (!Arrays.equals(a.trim().split("\\s+"), b.trim().split("\\s+"))) {
                different++;
                if (first.isEmpty()) {
                    first = Optional.of(new Outcome.Place(List.of(i + 1L), a, b));
                }
            }
        }
        return outcome(rule, n, different, first, run.size() + " lines", golden.size() + " lines");
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private String expand(String line) {
        String expanded = line;
        for (var entry : folders.entrySet()) {
            expanded = expanded.replace(entry.getKey(), entry.getValue().toString());
        }
        return expanded;
    }

    private static Outcome outcome(
            Rule rule, long total, long different, Optional<Outcome.Place> first, String run, String golden) {
        boolean ok = different == 0;
        return new Outcome(
                "*",
                rule,
                ok || !rule.gated(),
                ok,
                ok ? Optional.empty() : Optional.of(FailureKind.VALUE_MISMATCH),
                total,
                different,
                different,
                0,
                0,
                first,
                run,
                golden,
                new LinkedHashMap<>(),
                List.of());
    }
}
