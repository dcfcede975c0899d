package dev.stampede.verify.geostack;

import dev.stampede.operators.patch.ApplyToChips;
import dev.stampede.operators.patch.GridSampler;
import dev.stampede.operators.patch.Stitch;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Grid, work, stitch of the vegetation index.
final class StitchCases implements CaseFamily {
    private static final Set<String> OF_INDEX = Set.of("scale", "offset", "red_idx", "nir_idx");

    @Override
    public boolean handles(GeostackCase test) {
        return test.family().equals("stitch");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var params = test.params();
        var size = test.numbers("size");
        var step = test.numbers("step");
        var boundary = Boundary.valueOf(params.get("boundary").toString().toUpperCase(Locale.ROOT));
        var patcher = new Patcher(
                new Rectangular(new PatchSize((int) size[0], (int) size[1]), boundary),
                new RegularStride(new PatchStep((int) step[0], (int) step[1])),
                WindowCases.window(params.get("window").toString(), params.get("window_param")),
                new OverlapAddition());
        Map<String, Object> ofIndex = new HashMap<>(params);
        ofIndex.keySet().retainAll(OF_INDEX);
        var index = OperatorCases.chain("DNToReflectance|NDVI", ofIndex);
        var chain = new GridSampler(patcher).then(new ApplyToChips(index)).then(new Stitch(new OverlapAddition()));
        var scene = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        var stitched = RasterMemory.<GeoRaster, RuntimeException>in(arena, () -> chain.apply(scene));
        return List.of(
                Comparison.number(
                        "patches",
                        test.number("n_patches"),
                        patcher.split(scene).size(),
                        0),
                Comparison.equal("on the grid of the scene", true, stitched.sameExtent(scene)),
                Comparison.array(test, test.outputs().getFirst(), stitched.values()));
    }
}
