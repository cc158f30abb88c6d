/** What the demo's host and target share. */
package dev.fides.local.demo;
