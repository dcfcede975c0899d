/// Reading and writing: a package per format. This one knows which native libraries are here.
package dev.stampede.io;
