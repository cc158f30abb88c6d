/** Everything of the function host that answers HTTP: functions by route, the admin calls and the Event Grid webhook. */
package dev.fides.local.functionhost.http;
