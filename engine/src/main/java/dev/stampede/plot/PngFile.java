package dev.stampede.plot;

import dev.stampede.io.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Images as PNG files, whole or not at all.
public final class PngFile {
    private PngFile() {}

    /// @throws IOException if it cannot be written
    public static void write(Path file, BufferedImage image) throws IOException {
        WholeFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java has no PNG writer");
            }
        });
    }
}
