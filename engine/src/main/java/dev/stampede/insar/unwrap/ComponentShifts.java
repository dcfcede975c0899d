package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

/// Shifts whole [Components] by the number of cycles that leaves most of their boundary uncut. All boundary
/// arcs are without statistics, so a shift costs nothing but cuts.
///
/// Often several shifts cut the same number of pairs: costs then say nothing. Of those the one with the
/// smoothest phase is taken ([JumpsAcross]); see [#settle].
final class ComponentShifts {
    private final FlowState state;
    private final Components components;
    private final JumpsAcross jumps;
    private long gained;

    ComponentShifts(FlowState state, WrappedGrid wrapped) {
        this.state = state;
        components = state.graph.components();
        jumps = new JumpsAcross(state, wrapped);
    }

    /// Shifts components in ascending order, again and again until none leaves more of its boundary uncut.
    /// @return whether any was shifted
    boolean sweep() {
        return sweep(false) > 0;
    }

    /// The same, and where the number of cuts does not decide, toward the smoothest phase. Ends because each
    /// shift lowers the cost, or keeps it and lowers the sum of squared jumps.
    /// @return number of shifts
    int settle() {
        return sweep(true);
    }

    /// Pairs that the last [#sweep] or [#settle] left uncut beyond those before.
    long gained() {
        return gained;
    }

    private int sweep(boolean smoothest) {
        int shifts = 0;
        gained = 0;
        boolean again = components.count() > 1;
        while (again) {
            again = false;
            for (int part = 0; part < components.count(); part++) {
                int shift = bestShift(part, smoothest);
                if (shift != 0) {
                    apply(part, shift);
                    again = true;
                    shifts++;
                }
            }
        }
        return shifts;
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

    /// The shift with most uncut pairs; 0 unless another one is better.
    private int bestShift(int part, boolean smoothest) {
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
        return lowest == highest ? 0 : mostUncut(part, lowest, highest, smoothest);
    }

    /// Of equally good shifts the smallest, the negative one first; with `smoothest`, before that, the one with
    /// the least sum of squared jumps.
    private int mostUncut(int part, int lowest, int highest, boolean smoothest) {
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
                if (shift >= lowest && shift <= highest) {
                    long more = uncut[shift - lowest] - uncut[best - lowest];
                    if (more > 0 || more == 0 && smoothest && squares(part, shift) < squares(part, best)) {
                        best = shift;
                    }
                }
            }
        }
        gained += uncut[best - lowest] - uncut[-lowest];
        return best;
    }

    /// Sum of squared jumps over the boundary after a shift.
    private long squares(int part, int shift) {
        long sum = 0;
        for (int place = first(part); place < first(part + 1); place++) {
            int entry = entry(place);
            int arc = Math.abs(entry) - 1;
            if (state.sigsq(arc) == FlowState.FREE) {
                sum += jumps.square(arc, entry > 0 ? shift : -shift);
            }
        }
        return sum;
    }

    private void apply(int part, int shift) {
        for (int place = first(part); place < first(part + 1); place++) {
            int entry = entry(place);
            state.shift(Math.abs(entry) - 1, entry > 0 ? shift : -shift);
        }
    }
}
