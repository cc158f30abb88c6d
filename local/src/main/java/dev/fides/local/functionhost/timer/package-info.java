/** Timer triggers: NCRONTAB schedules and the listener that fires them. */
package dev.fides.local.functionhost.timer;
