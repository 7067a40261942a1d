package kiosk

import "os"

// fromKeyboard is what a keyboard can send while the terminal is not yet, or no
// longer, in the display's hands.
var fromKeyboard = []os.Signal{os.Interrupt}

// resumptions has nothing to tell: no program is stopped here.
func resumptions() (<-chan os.Signal, func()) { return nil, func() {} }
