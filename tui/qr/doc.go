// Package qr draws QR codes as terminal cells.
//
// The drawing is explicit black on white in every theme: readers expect dark
// modules on a light ground (ISO/IEC 18004), and many never find an inverted
// code. It uses the 256-colour entries 16 and 231, which are fixed, where 0 to
// 15 follow the terminal's theme. Uniform cells are spaces with a background
// colour, and only cells that are half dark hold a glyph, so that a font whose
// blocks do not quite fill their cell leaves no gaps in the code.
//
// A code is whole or it is not drawn: never clipped, never scrolled, and never
// without a quiet zone. When nothing fits, the caller is told what would.
//
// The package knows nothing of coins or addresses; it draws the strings it is
// given.
package qr
