package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.KeyedText;

/// How a pixel of a complex image is stored.
enum SampleFormat {
    /// Two floats.
    FCOMPLEX(8),
    /// Two 16-bit integers.
    SCOMPLEX(4);

    private final int bytes;

    SampleFormat(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one pixel.
    int bytes() {
        return bytes;
    }

    /// SNAP always exports floats; GAMMA says what it used.
    static SampleFormat of(Processor processor, KeyedText parameters) throws FormatException {
        if (processor == Processor.SNAP) {
            return FCOMPLEX;
        }
        var word = parameters.word("image_format");
        return switch (word) {
            case "FCOMPLEX" -> FCOMPLEX;
            case "SCOMPLEX" -> SCOMPLEX;
            default ->
                throw new FormatException(
                        parameters.file(), "image_format is " + word + ", expected FCOMPLEX or SCOMPLEX");
        };
    }
}
