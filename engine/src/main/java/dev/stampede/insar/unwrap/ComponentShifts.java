package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

/// Shifts whole [Components] by the number of cycles that leaves most of their boundary uncut. All boundary
/// arcs are without statistics, so a shift costs nothing but cuts.
final class ComponentShifts {
    private final FlowState state;
    private final Components components;

    ComponentShifts(FlowState state) {
        this.state = state;
        this.components = state.graph.components();
    }

    /// Shifts components in ascending order, again and again until none gains.
    /// @return whether any was shifted
    boolean sweep() {
        boolean any = false;
        boolean gained = components.count() > 1;
        while (gained) {
            gained = false;
            for (int part = 0; part < components.count(); part++) {
                int shift = bestShift(part);
                if (shift != 0) {
                    apply(part, shift);
                    gained = true;
                }
            }
            any |= gained;
        }
        return any;
    }

    private int first(int part) {
        return components.start().get(INT, 4L * part);
    }

    private int entry(int place) {
        return components.boundary().get(INT, 4L * place);
    }

    /// The shift that would bring an arc of the boundary to zero flow.
    private int closingShift(int entry) {
        return entry > 0 ? -state.flow(entry - 1) : state.flow(-entry - 1);
    }

    /// The shift with most uncut pairs; 0 unless another one is better; of equally good ones the smallest.
    private int bestShift(int part) {
        int lowest = 0;
        int highest = 0;
        for (int place = first(part); place < first(part + 1); place++) {
            int entry = entry(place);
            int sigsq = state.sigsq(Math.abs(entry) - 1);
            if (sigsq < 0) {
                return 0; // no flow is allowed through a corner pair
            }
            if (sigsq == FlowState.FREE) {
                lowest = Math.min(lowest, closingShift(entry));
                highest = Math.max(highest, closingShift(entry));
            }
        }
        return lowest == highest ? 0 : mostUncut(part, lowest, highest);
    }

    private int mostUncut(int part, int lowest, int highest) {
        var uncut = new long[highest - lowest + 1];
        for (int place = first(part); place < first(part + 1); place++) {
            int entry = entry(place);
            int arc = Math.abs(entry) - 1;
            if (state.sigsq(arc) == FlowState.FREE) {
                uncut[closingShift(entry) - lowest] += state.graph.arc(arc, DualGraph.COUNT);
            }
        }
        int best = 0;
        for (int size = 1; size <= Math.max(-lowest, highest); size++) {
            for (int shift = -size; shift <= size; shift += 2 * size) {
                if (shift >= lowest && shift <= highest && uncut[shift - lowest] > uncut[best - lowest]) {
                    best = shift;
                }
            }
        }
        return best;
    }

    private void apply(int part, int shift) {
        for (int place = first(part); place < first(part + 1); place++) {
            int entry = entry(place);
            state.shift(Math.abs(entry) - 1, entry > 0 ? shift : -shift);
        }
    }
}
