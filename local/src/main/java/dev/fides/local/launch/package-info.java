/** The command line: reads what is asked for and runs the demo, the parts alone or together, and the chaos suite. */
package dev.fides.local.launch;
