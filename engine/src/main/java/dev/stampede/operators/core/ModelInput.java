package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How a model sees a carrier.
///
/// @param <A> the carrier
/// @param <T> the array that models take
public interface ModelInput<A, T> {
    /// The plain array of a carrier; what lies around it, such as georeferencing, is left behind.
    T array(A carrier);

    /// Length of the first axis.
    int count(T array);

    /// The items `[from, to)` of the first axis.
    T part(T array, int from, int to);

    /// Parts put together along the first axis; at least one.
    T join(List<T> parts);

    /// The result with what lies around `carrier`; empty where it does not fit, because the last two axes differ.
    default Optional<A> rewrap(A carrier, T result) {
        return Optional.empty();
    }

    /// Lists of samples as they are.
    static <E> ModelInput<List<E>, List<E>> ofLists() {
        return new ModelInput<>() {
            @Override
            public List<E> array(List<E> carrier) {
                return carrier;
            }

            @Override
            public int count(List<E> array) {
                return array.size();
            }

            @Override
            public List<E> part(List<E> array, int from, int to) {
                return array.subList(from, to);
            }

            @Override
            public List<E> join(List<List<E>> parts) {
                List<E> all = new ArrayList<>();
                parts.forEach(all::addAll);
                return Collections.unmodifiableList(all);
            }
        };
    }
}
