package dev.stampede.insar.stage7;

import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// What other programs found out about the phase, taken out before the look-angle error is estimated.
final class ExternalTerms {
    /// Atmosphere of the secondary images as early releases of StaMPS left it.
    static final String OLD_ATMOSPHERE = "aps2";

    private ExternalTerms() {}

    /// Subtracts the troposphere in place, where `subtr_tropo` asks for it.
    /// @param phase `[ps, column]` rad, of a single-reference series
    static void subtractTroposphere(StageContext context, StackGeometry stack, FloatMatrix phase) throws IOException {
        if (Troposphere.isWanted(context.parameters())) {
            try (Arena own = Arena.ofShared()) {
                subtract(context, phase, Troposphere.ofImages(own, context.folder(), context.parameters(), stack));
            }
        }
    }

    /// Subtracts `ph_aps_slave` of an `aps2` in place, where there is one.
    static void subtractOldAtmosphere(StageContext context, FloatMatrix phase) throws IOException {
        try (Arena own = Arena.ofShared()) {
            var found = context.folder().find(own, OLD_ATMOSPHERE);
            if (found.isEmpty()) {
                return;
            }
            try (var aps = found.get()) {
                var term = aps.floats("ph_aps_slave");
                if (term.rows() != phase.rows() || term.cols() != phase.cols()) {
                    throw new FormatException(
                            context.folder().file(OLD_ATMOSPHERE),
                            "ph_aps_slave is [" + term.rows() + ", " + term.cols() + "], the phase [" + phase.rows()
                                    + ", " + phase.cols() + "]; move the file away if it is of another run");
                }
                if (Troposphere.isWanted(context.parameters())) {
                    System.getLogger(ExternalTerms.class.getName())
                            .log(
                                    System.Logger.Level.WARNING,
                                    context.folder().file(OLD_ATMOSPHERE)
                                            + " and the troposphere are both subtracted: part of the atmosphere may be"
                                            + " taken out twice; set subtr_tropo to n or move the file away");
                }
                subtract(context, phase, term);
            }
        }
    }

    private static void subtract(StageContext context, FloatMatrix phase, FloatMatrix term) {
        context.workers().forBlocks(phase.size(), 1 << 16, (from, to) -> {
            for (long i = from; i < to; i++) {
                phase.set(i, phase.get(i) - term.get(i));
            }
        });
    }
}
