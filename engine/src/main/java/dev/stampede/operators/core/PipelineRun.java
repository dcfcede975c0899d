package dev.stampede.operators.core;

import dev.stampede.memory.Shaped;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// A whole pipeline run from its source to its end, step by step, with times and progress.
public final class PipelineRun {
    /// One step that ran.
    ///
    /// @param index   its number, from 0
    /// @param op      its name
    /// @param seconds how long it took
    public record Step(int index, String op, double seconds) {}

    private final List<Step> steps = new ArrayList<>();
    private Object result;

    private PipelineRun() {}

    /// Runs a pipeline that needs no input.
    ///
    /// @param progress     told of each step of a chain
    /// @param cancellation looked at before each step
    /// @throws OperatorTypeException if the pipeline needs an input, or steps surely do not fit; nothing ran
    /// @throws PipelineException     if a step fails
    public static PipelineRun of(Operator<?, ?> pipeline, Progress progress, Cancellation cancellation) {
        if (pipeline.arity() != Arity.NONE) {
            throw new OperatorTypeException("the pipeline starts with "
                    + first(pipeline).name() + ", which needs an input; start it with an operator that reads one");
        }
        var mismatches = Lint.mismatches(pipeline);
        if (!mismatches.isEmpty()) {
            throw new OperatorTypeException(mismatches.getFirst());
        }
        List<? extends Operator<?, ?>> parts =
                pipeline instanceof Sequential<?, ?>(var operators) ? operators : List.of(pipeline);
        var run = new PipelineRun();
        progress.begin("pipeline", parts.size());
        Object value = null;
        for (int i = 0; i < parts.size(); i++) {
            cancellation.check();
            value = run.step(i, parts.get(i), value);
            progress.advance(1);
        }
        run.result = value;
        return run;
    }

    private static Operator<?, ?> first(Operator<?, ?> pipeline) {
        return pipeline instanceof Sequential<?, ?>(var steps) && !steps.isEmpty() ? first(steps.getFirst()) : pipeline;
    }

    private Object step(int index, Operator<?, ?> operator, Object value) {
        long start = System.nanoTime();
        try {
            Object out = Steps.run(operator, value, "step " + index);
            steps.add(new Step(index, operator.name(), (System.nanoTime() - start) / 1e9));
            return out;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PipelineException(index, operator, e);
        }
    }

    /// The steps in order.
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /// What came out; `null` when the last step returns nothing.
    public Object result() {
        return result;
    }

    /// What came out, in plain values: shape and element type of a raster, numbers and texts as they are.
    public Object summary() {
        return summary(result);
    }

    private static Object summary(Object value) {
        return switch (value) {
            case null -> null;
            case Shaped shaped -> {
                Map<String, Object> look = new LinkedHashMap<>();
                look.put("shape", Arrays.stream(shaped.shape()).boxed().toList());
                look.put("dtype", shaped.dtypeLabel());
                yield look;
            }
            case Map<?, ?> map -> {
                Map<String, Object> looks = new LinkedHashMap<>();
                map.forEach((key, item) -> looks.put(String.valueOf(key), summary(item)));
                yield looks;
            }
            case List<?> list -> {
                List<Object> looks = new ArrayList<>();
                list.forEach(item -> looks.add(summary(item)));
                yield looks;
            }
            case Number number -> Components.encode(number);
            case Boolean flag -> flag;
            case String text -> text;
            default -> value.getClass().getSimpleName();
        };
    }
}
