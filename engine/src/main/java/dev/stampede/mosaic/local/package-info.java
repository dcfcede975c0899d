/// Local matching: a grid of blocks over all images, the mean of each image in each block, and a correction of
/// every pixel towards the mean of all images there. Start with [dev.stampede.mosaic.local.LocalMatching].
package dev.stampede.mosaic.local;
