package dev.stampede.io.mat;

import java.io.IOException;

/// The tag before the data of a level-5 element: eight bytes, or four with up to four bytes of data behind
/// them.
///
/// @param type  element type
/// @param bytes size of the data
/// @param small whether data follow in the same eight bytes
record Level5Tag(int type, long bytes, boolean small) {
    /// Reads a tag inside a parent that ends at `end`.
    /// @throws FormatException if parent or file are too short for the data it announces
    static Level5Tag read(ByteSource in, long end) throws IOException {
        if (end - in.position() < 8) {
            throw in.damaged("only " + (end - in.position()) + " bytes are left in this element, expected a tag of 8");
        }
        int first = in.readInt();
        int small = first >>> 16;
        if (small > 4) {
            throw in.damaged("a short element of " + small + " bytes, expected at most 4");
        }
        if (small != 0) {
            return new Level5Tag(first & 0xffff, small, true);
        }
        long bytes = in.readUnsignedInt();
        long room = Math.min(end - in.position(), in.remaining());
        if (bytes > room) {
            throw in.damaged("an element of " + bytes + " bytes, expected at most " + room);
        }
        return new Level5Tag(first, bytes, false);
    }

    /// Moves from the last data byte to the next element; the end of the parent may cut the padding.
    void finish(ByteSource in, long end) throws IOException {
        long padding = small ? 4 - bytes : Level5.padding(bytes);
        in.skip(Math.min(padding, end - in.position()));
    }

    /// The storage of numbers.
    /// @throws FormatException if these are none
    Storage numbers(ByteSource in) throws FormatException {
        var storage = Storage.ofCode(type);
        if (storage == null || storage.isText()) {
            throw in.damaged("element type " + type + ", expected numbers");
        }
        return storage;
    }
}
