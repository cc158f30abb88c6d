/** What an import, a clean-up, a plan and a verification do in a step. */
package dev.fides.sync.work;
