package stories;

import dev.stampede.operators.core.Branch;
import dev.stampede.operators.core.Condition;
import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Const;
import dev.stampede.operators.core.Fanout;
import dev.stampede.operators.core.Graph;
import dev.stampede.operators.core.Input;
import dev.stampede.operators.core.Lambda;
import dev.stampede.operators.core.Lint;
import dev.stampede.operators.core.ModelInput;
import dev.stampede.operators.core.ModelOp;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.PairOperator;
import dev.stampede.operators.core.Pipelines;
import dev.stampede.operators.core.Sequential;
import dev.stampede.operators.core.ShapeTrace;
import dev.stampede.operators.core.Sink;
import dev.stampede.operators.core.Snapshot;
import dev.stampede.operators.core.Switch;
import dev.stampede.operators.core.Tap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import support.Story;

/// 01 Composition: operators, chains, graphs, routing, observers, on plain numbers.
public final class Composition {
    /// An operator of one's own: a record with its parameters, and what it does.
    record Add(int k) implements Operator<Integer, Integer> {
        @Override
        public Integer compute(Integer in) {
            return in + k;
        }
    }

    record Sum() implements PairOperator<Integer, Integer, Integer> {
        @Override
        public Integer compute(Integer a, Integer b) {
            return a + b;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Composition::tell);
    }

    public static void tell(Story story) {
        story.say("An operator is called:");
        story.number("add 1 to 10", new Add(1).apply(10));

        story.say("Operators chain; a chain is flat however it was put together:");
        Sequential<Integer, Integer> chain = new Add(1).then(new Add(10)).then(new Add(100));
        story.number("chain of 0", chain.apply(0));
        story.number("steps", chain.size());
        story.number("same grouped otherwise", chain.equals(new Add(1).then(new Add(10).then(new Add(100)))));
        story.number("step 1", chain.step(1).toString());
        story.number("steps 1 and 2 of 0", chain.slice(1, 3).apply(0));
        story.say(chain.describe());

        story.say("One value through named branches:");
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("small", new Add(1));
        branches.put("large", new Add(1000));
        story.number("fanout of 5", new Fanout<Integer>(branches).apply(5));

        story.say("A graph: three outputs of one input, shared work done once:");
        var x = new Input("x");
        var a = new Add(1).on(x);
        var b = new Add(1).on(a);
        var graph = Graph.from(x)
                .output("a", a)
                .output("b", b)
                .output("c", new Sum().on(a, b))
                .build();
        story.number("graph of 10", graph.call(10));
        story.say(graph.describe());

        story.say("Routing by a predicate and by a key:");
        var even = new Condition<Integer>("even", v -> v % 2 == 0);
        var branch = new Branch<Integer, Integer>(even, new Add(100), new Add(-100));
        story.number("branch of 4 and 5", List.of(branch.apply(4), branch.apply(5)));
        var route = Switch.<String, Integer>of(
                v -> v < 0 ? "negative" : v == 0 ? "zero" : "other",
                Map.of("negative", Lambda.of("negate", (Integer v) -> -v), "zero", new Const<>(7)));
        story.number("switch of -3, 0, 9", List.of(route.apply(-3), route.apply(0), route.apply(9)));

        story.say("A literal becomes a node, a function becomes an operator:");
        var lifted = Graph.from(x)
                .output("sum", new Sum().on(x, new Const<>(32).on(x)))
                .build();
        story.number("10 + literal 32", lifted.call(10).get("sum"));
        story.number("lambda of 9", Lambda.of("square", (Integer v) -> v * v).apply(9));

        observers(story);
        models(story);

        story.say("Which steps cannot be written to a file:");
        var mixed = Pipelines.composeLeft(
                new Add(1), Lambda.of("square", (Integer v) -> v * v), new Tap<>("look", v -> {}));
        story.number(
                "unserialisable",
                Lint.unserialisable(mixed).stream().map(Configured::name).toList());
        story.number("all of the chain can be", Lint.unserialisable(chain).isEmpty());
    }

    private static void observers(Story story) {
        story.say("Looking into a chain, and writing out of it:");
        var seen = new ArrayList<Object>();
        var written = new ArrayList<Object>();
        var lines = new ArrayList<String>();
        var snapshot = new Snapshot();
        var trace = new ShapeTrace<Integer>("scalar", ShapeTrace.When.EVERY, lines::add);
        var watched = Sequential.<Integer, Integer>of(
                new Add(1),
                new Tap<>("look", seen::add),
                snapshot.at("after one"),
                trace,
                new Add(10),
                new Sink<>("write", written::add));
        story.number("watched result", watched.apply(0));
        story.number("tap saw", seen);
        story.number("snapshot", snapshot.captures());
        story.number("trace", lines);
        story.number("sink wrote", written);
    }

    private static void models(Story story) {
        story.say("A model that doubles numbers, two at a time:");
        var batches = new ArrayList<Integer>();
        var model = new ModelOp<List<Integer>, List<Integer>>(
                batch -> {
                    batches.add(batch.size());
                    return batch.stream().map(v -> 2 * v).toList();
                },
                ModelInput.ofLists(),
                2);
        story.number("model of 1..5", model.apply(List.of(1, 2, 3, 4, 5)));
        story.number("batches", batches);
    }
}
