package dev.stampede.insar.stage1;

import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.util.SequencedMap;

/// When and from where the images of a stack were taken, as the processor that made it tells.
sealed interface StackView permits OrbitView, GridView {
    StackDates dates();

    /// Interferograms in the candidate files.
    int interferograms();

    /// Flight direction, degrees clockwise from north.
    double heading();

    /// Of the candidate files.
    ByteOrder order();

    /// What is done to the complex values.
    PhaseScale scale();

    /// Values the stack determines among the parameters of the dataset.
    SequencedMap<String, MatValue> parameters();

    /// Perpendicular baselines, m.
    ///
    /// @param perPoint `bperp_mat`: `[n_ps, interferograms]`, without the reference image
    /// @param mean     `bperp`: `[n_ifg, 1]`, 0 for the reference image
    record Baselines(MatValue perPoint, MatValue mean) {}

    /// @param owner of `bperp_mat`
    Baselines baselines(Arena owner, PatchLoad load) throws IOException;

    /// Writes the viewing angles of the points, if the stack knows them.
    void angles(PatchLoad load, Bundle out) throws IOException;

    /// Adds what `ps1` says about the stack besides the points. Called after [#angles].
    void describe(SequencedMap<String, MatValue> ps);
}
