package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// `no_ps_info.mat` of a patch: for each of the stages 1 to 5 whether it left the patch without points. A
/// patch with any flag set takes no part in later stages and in the merge.
public final class EmptyFlags {
    public static final String ARTIFACT = "no_ps_info";
    public static final String VARIABLE = "stamps_step_no_ps";
    private static final int STAGES = 5;

    private final double[] flags;

    private EmptyFlags(double[] flags) {
        this.flags = flags;
    }

    /// The flags of a patch; none set when the file is missing.
    public static EmptyFlags of(ArtifactFolder patch) throws IOException {
        var flags = new double[STAGES];
        try (var arena = Arena.ofConfined()) {
            var file = patch.find(arena, ARTIFACT);
            if (file.isPresent()) {
                try (var artifact = file.get()) {
                    var stored = artifact.numbers(VARIABLE);
                    System.arraycopy(stored, 0, flags, 0, Math.min(STAGES, stored.length));
                }
            }
        }
        return new EmptyFlags(flags);
    }

    public boolean any() {
        return emptiedBefore(STAGES + 1) > 0;
    }

    /// The first stage before `stage` that left nothing; 0 if none did.
    public int emptiedBefore(int stage) {
        for (int s = 1; s < stage && s <= STAGES; s++) {
            if (flags[s - 1] != 0) {
                return s;
            }
        }
        return 0;
    }

    public boolean isSet(int stage) {
        return flags[stage - 1] != 0;
    }

    /// A copy where `stage` has just run: its flag says whether it left nothing, those of later stages are
    /// cleared.
    public EmptyFlags after(int stage, boolean empty) {
        var copy = Arrays.copyOf(flags, STAGES);
        Arrays.fill(copy, stage - 1, STAGES, 0);
        copy[stage - 1] = empty ? 1 : 0;
        return new EmptyFlags(copy);
    }

    /// The variable to store.
    public MatArray value() {
        return Mat.column(flags);
    }
}
