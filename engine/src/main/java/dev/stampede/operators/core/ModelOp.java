package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/// Runs a model on the plain array of its input and returns what the model returns: georeferencing is dropped,
/// unless `keepGeo` asks for it and the last two axes of the result are those of the input. Cannot be stored.
///
/// With a batch size `N` the array is cut along its first axis into `ceil(n / N)` parts, the model runs on each,
/// and the results are joined along the first axis; an empty array is one call.
public final class ModelOp<A, T> implements Operator<A, Object> {
    private final Predictor<T> model;
    private final ModelInput<A, T> input;
    private final String method;
    private final OptionalInt batchSize;
    private final boolean keepGeo;

    /// @param model     the model
    /// @param input     how it sees the carrier
    /// @param method    name of the method that `model` stands for, for the configuration
    /// @param batchSize samples per call; empty: all at once
    /// @param keepGeo   whether to return a carrier where the result fits
    public ModelOp(Predictor<T> model, ModelInput<A, T> input, String method, OptionalInt batchSize, boolean keepGeo) {
        this.model = Objects.requireNonNull(model, "model");
        this.input = Objects.requireNonNull(input, "input");
        this.method = Objects.requireNonNull(method, "method");
        Require.that(batchSize.isEmpty() || batchSize.getAsInt() >= 1, "batch_size", batchSize, "at least 1");
        this.batchSize = batchSize;
        this.keepGeo = keepGeo;
    }

    /// All at once, georeferencing dropped.
    public ModelOp(Predictor<T> model, ModelInput<A, T> input) {
        this(model, input, "predict", OptionalInt.empty(), false);
    }

    /// So many samples per call, georeferencing dropped.
    public ModelOp(Predictor<T> model, ModelInput<A, T> input, int batchSize) {
        this(model, input, "predict", OptionalInt.of(batchSize), false);
    }

    @Override
    public Object compute(A in) {
        T result = predict(input.array(in));
        return keepGeo
                ? input.rewrap(in, result).<Object>map(carrier -> carrier).orElse(result)
                : result;
    }

    private T predict(T array) {
        int count = batchSize.isPresent() ? input.count(array) : 0;
        if (count == 0 || count <= batchSize.getAsInt()) {
            return model.predict(array);
        }
        int size = batchSize.getAsInt();
        List<T> parts = new ArrayList<>();
        for (int from = 0; from < count; from += size) {
            parts.add(model.predict(input.part(array, from, Math.min(count, from + size))));
        }
        return input.join(parts);
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public Config config() {
        return Config.of("model", model.name())
                .with("method", method)
                .with("batch_size", Components.encode(batchSize))
                .with("keep_geo", keepGeo);
    }

    @Override
    public String toString() {
        return repr();
    }
}
