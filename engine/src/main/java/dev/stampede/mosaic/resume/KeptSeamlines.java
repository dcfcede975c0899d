package dev.stampede.mosaic.resume;

import dev.stampede.mosaic.seam.Seamlines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/// The part of each image that goes into the mosaic, as well-known binary in one document.
final class KeptSeamlines {
    private final ResumeFolder folder;

    KeptSeamlines(ResumeFolder folder) {
        this.folder = folder;
    }

    /// In the order they were kept; empty if they were not, or the document is damaged.
    Optional<List<Seamlines.Piece>> known() throws IOException {
        var document = folder.load(ResumeFolder.SEAMLINES);
        if (document == null) {
            return Optional.empty();
        }
        var pieces = new ArrayList<Seamlines.Piece>();
        var reader = new WKBReader(new GeometryFactory());
        try {
            for (var piece : document.path("pieces")) {
                var bytes = Base64.getDecoder().decode(piece.path("area").asText());
                pieces.add(new Seamlines.Piece(piece.path("image").asText(), reader.read(bytes)));
            }
        } catch (ParseException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Optional.of(pieces);
    }

    void keep(List<Seamlines.Piece> pieces) throws IOException {
        var writer = new WKBWriter();
        var list = new ArrayList<Map<String, Object>>();
        for (var piece : pieces) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("image", piece.image());
            entry.put("area", Base64.getEncoder().encodeToString(writer.write(piece.area())));
            list.add(entry);
        }
        folder.save(ResumeFolder.SEAMLINES, Map.of("pieces", list));
    }
}
