package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Several inputs, several outputs, and operators between them; each node runs once however often it is used.
///
/// Nodes that no output needs are never run. Configuration: names of inputs, nodes in an order in which they can
/// run, and which node each output is. Errors: an input that is used but not declared; a call with too few,
/// too many, missing or unknown inputs; a stored graph with a cycle.
///
///     var a = new Input("a");
///     var b = new Input("b");
///     var graph = Graph.from(a, b).output("difference", new Minus().on(a, b)).build();
///     graph.call(5, 3).get("difference");
public final class Graph implements Combinator<Object, Map<String, Object>> {
    /// A graph as it is stored.
    ///
    /// @param inputs  names of the inputs in the order of positional calls
    /// @param nodes   operators with what they are fed by, each after those it needs
    /// @param outputs name to the node or input that it is
    public record Topology(
            List<String> inputs, @Default("[]") List<NodeState> nodes, Map<String, String> outputs) {}

    /// A node as it is stored.
    ///
    /// @param id     its name within the graph
    /// @param op     name of the operator
    /// @param v      version of the operator
    /// @param config parameters of the operator
    /// @param in     nodes and inputs that feed it
    public record NodeState(
            String id,
            String op,
            @Default("1") int v,
            @Default("{}") Config config,
            @Default("[]") List<String> in) {}

    private final List<Input> inputs;
    private final SequencedMap<String, Node> outputs;
    private final GraphOrder order;

    /// @param inputs  declared inputs in the order of positional calls; one that nothing uses is fine
    /// @param outputs name to node, in the order of the result; an input may be an output
    /// @throws IllegalArgumentException if two inputs bear one name, a used input is not declared, or there is no
    ///     output
    public Graph(List<Input> inputs, Map<String, ? extends Node> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
        Require.that(!outputs.isEmpty(), "outputs", outputs, "at least one");
        var names = new TreeSet<String>();
        for (var input : inputs) {
            Require.that(names.add(input.name()), "inputs", inputs, "every name once, not " + input + " twice");
        }
        this.order = GraphOrder.of(this.inputs, this.outputs);
    }

    /// Starts a graph with these inputs.
    public static Builder from(Input... inputs) {
        return new Builder(List.of(inputs));
    }

    /// Collects outputs.
    public static final class Builder {
        private final List<Input> inputs;
        private final Map<String, Node> outputs = new LinkedHashMap<>();

        private Builder(List<Input> inputs) {
            this.inputs = inputs;
        }

        /// One more output.
        public Builder output(String name, Node node) {
            Require.that(outputs.put(name, node) == null, "output", name, "a name that is not taken");
            return this;
        }

        public Graph build() {
            return new Graph(inputs, outputs);
        }
    }

    /// Makes a graph from what was stored.
    /// @throws IllegalArgumentException if names are unknown or used twice, or nodes feed each other in a cycle
    static Graph read(Topology topology, OperatorRegistry registry) {
        return GraphReader.read(topology, registry);
    }

    /// The graph as it is stored.
    public Topology topology() {
        return order.topology(outputs);
    }

    /// Runs the graph with inputs in the order of their declaration.
    /// @return name to value, in the order of the outputs
    /// @throws OperatorTypeException if their number is wrong
    public Map<String, Object> call(Object... values) {
        return apply(inputs.size() == 1 && values.length == 1 ? values[0] : Arrays.asList(values));
    }

    /// Runs the graph with inputs by name.
    /// @throws IllegalArgumentException if some are missing (all are named) or unknown
    public Map<String, Object> call(Map<String, ?> values) {
        return apply(ordered(values));
    }

    /// Refuses a call with inputs both by position and by name; with one kind only it is that call.
    /// @throws OperatorTypeException if both are given
    public Map<String, Object> call(List<?> positional, Map<String, ?> named) {
        if (!positional.isEmpty() && !named.isEmpty()) {
            throw new OperatorTypeException("a Graph takes its inputs by position or by name, not both");
        }
        return named.isEmpty() ? call(positional.toArray()) : call(named);
    }

    private Object ordered(Map<String, ?> values) {
        var missing = new TreeSet<String>();
        inputs.forEach(input -> missing.add(input.name()));
        var unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(missing);
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the Graph misses the inputs " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the Graph has no input " + String.join(", ", unknown) + "; it has "
                    + String.join(", ", inputs.stream().map(Input::name).toList()));
        }
        List<Object> all = new ArrayList<>();
        inputs.forEach(input -> all.add(values.get(input.name())));
        return inputs.size() == 1 ? all.getFirst() : all;
    }

    /// @param in the value of the only input; of several a list in the order of declaration, or a [Pair]
    @Override
    public Map<String, Object> compute(Object in) {
        List<?> values = switch (inputs.size()) {
            case 0 -> List.of();
            case 1 -> Collections.singletonList(in);
            default ->
                switch (in) {
                    case List<?> list -> list;
                    case Pair<?, ?>(var first, var second) -> Arrays.asList(first, second);
                    case null, default ->
                        throw new OperatorTypeException("a Graph of " + inputs.size() + " inputs takes a list of them");
                };
        };
        Steps.requireCount(this, values, inputs.size(), "a call");
        return order.run(values, outputs);
    }

    @Override
    public Arity arity() {
        return switch (inputs.size()) {
            case 0 -> Arity.NONE;
            case 1 -> Arity.ONE;
            default -> Arity.MANY;
        };
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return order.operators();
    }

    @Override
    public Config config() {
        return Components.config(topology());
    }

    /// Inputs, nodes in the order in which they run, outputs.
    @Override
    public String describe() {
        return order.describe(inputs, outputs);
    }

    /// Graphs that can be stored are equal when what is stored is.
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Graph graph
                        && Lint.unserialisable(this).isEmpty()
                        && Lint.unserialisable(graph).isEmpty()
                        && topology().equals(graph.topology());
    }

    @Override
    public int hashCode() {
        return topology().hashCode();
    }

    @Override
    public String toString() {
        return repr();
    }
}
