/** Whether definitions are right, without starting anything. */
package dev.fides.cli.check;
