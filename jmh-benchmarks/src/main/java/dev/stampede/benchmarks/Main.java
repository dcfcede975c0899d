package dev.stampede.benchmarks;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks under JMH: kernel benchmarks on every backend they have here and in C, then all
/// others. Takes the arguments of JMH; name patterns narrow the choice, and so does `-p backend=NAME,...`, of which a
/// kernel runs those that it offers. `-rff FILE` receives all results as
/// JSON.
public final class Main {
    private static final String KERNELS = "\\.benchmarks\\.kernels\\.";

    private Main() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        var given = new CommandLineOptions(arguments);
        if (given.shouldHelp()) {
            given.showHelp();
        } else if (given.shouldList()) {
            new Runner(given).list();
        } else if (given.shouldListWithParams()) {
            new Runner(given).listWithParams(given);
        } else {
            measure(given);
        }
    }

    private static void measure(CommandLineOptions given) throws RunnerException {
        Collection<RunResult> results = new ArrayList<>();
        for (var benchmark : KernelBenchmarks.all()) {
            String name = benchmark.getClass().getName();
            if (wanted(given.getIncludes(), name)) {
                var options = new OptionsBuilder()
                        .parent(withoutPatterns(given))
                        .include("^" + Pattern.quote(name) + "\\.run$");
                var backends = new ArrayList<>(choices(benchmark));
                if (given.getParameter("backend").hasValue()) {
                    backends.retainAll(given.getParameter("backend").get());
                }
                if (!backends.isEmpty()) {
                    options.param("backend", backends.toArray(String[]::new));
                    results.addAll(new Runner(options.build()).run());
                }
            }
        }
        try {
            results.addAll(new Runner(
                            new OptionsBuilder().parent(given).exclude(KERNELS).build())
                    .run());
        } catch (NoBenchmarksException e) {
            if (results.isEmpty()) {
                throw e;
            }
        }
        if (given.getResult().hasValue()) {
            ResultFormatFactory.getInstance(
                            ResultFormatType.JSON, given.getResult().get())
                    .writeOut(results);
        }
    }

    /// JMH adds the patterns of the parent to one's own, so that each kernel would run all that were given.
    private static Options withoutPatterns(Options given) {
        return (Options) Proxy.newProxyInstance(
                Options.class.getClassLoader(), new Class<?>[] {Options.class}, new WithoutPatterns(given));
    }

    /// Serialisable, because JMH sends its options to the processes that measure.
    private record WithoutPatterns(Options given) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
            return method.getName().equals("getIncludes") ? List.of() : method.invoke(given, arguments);
        }
    }

    private static List<String> choices(KernelBenchmark<?> benchmark) {
        try (var arena = Arena.ofShared()) {
            return KernelBenchmark.choices(benchmark.workload(arena, 64, 8));
        }
    }

    private static boolean wanted(List<String> patterns, String name) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(p -> Pattern.compile(p).matcher(name + ".run").find());
    }
}
