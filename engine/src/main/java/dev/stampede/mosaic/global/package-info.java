/// Global matching: one gain and offset per image and band, from statistics of whole images and of the areas
/// pairs of them share. Start with [dev.stampede.mosaic.global.GlobalMatching].
package dev.stampede.mosaic.global;
