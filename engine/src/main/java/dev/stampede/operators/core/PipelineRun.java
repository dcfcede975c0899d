package dev.stampede.operators.core;

import dev.stampede.memory.Shaped;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.RunScope;
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
    private final Progress progress;
    private final Cancellation cancellation;
    private Object result;

    private PipelineRun(Progress progress, Cancellation cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// Runs a pipeline that needs no input.
    ///
    /// @param progress     told of each step of a chain, and by steps that take long of their own work
    /// @param cancellation looked at before each step, and by steps that take long
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
        var run = new PipelineRun(progress, cancellation);
        progress.begin("pipeline", parts.size());
        Object value = null;
        for (int i = 0; i < parts.size(); i++) {
            cancellation.check();
            value = run.step(i, parts, value);
        }
        run.result = value;
        return run;
    }

    private static Operator<?, ?> first(Operator<?, ?> pipeline) {
        return pipeline instanceof Sequential<?, ?>(var steps) && !steps.isEmpty() ? first(steps.getFirst()) : pipeline;
    }

    private Object step(int index, List<? extends Operator<?, ?>> parts, Object value) {
        long start = System.nanoTime();
        var operator = parts.get(index);
        var own = new StepProgress(progress);
        try {
            Object out = new RunScope(own, cancellation)
                    .<Object, RuntimeException>call(() -> Steps.run(operator, value, "step " + index));
            if (own.began()) {
                progress.begin("pipeline", parts.size());
                progress.advance(index);
            }
            progress.advance(1);
            steps.add(new Step(index, operator.name(), (System.nanoTime() - start) / 1e9));
            return out;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PipelineException(index, operator, e);
        }
    }

    /// What a step tells of itself; the pipeline goes on where it was afterwards.
    private static final class StepProgress implements Progress {
        private final Progress listener;
        private volatile boolean began;

        StepProgress(Progress listener) {
            this.listener = listener;
        }

        boolean began() {
            return began;
        }

        @Override
        public void begin(String task, long units) {
            began = true;
            listener.begin(task, units);
        }

        @Override
        public void advance(long units) {
            listener.advance(units);
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
