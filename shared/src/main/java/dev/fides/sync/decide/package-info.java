/** What is to be done about a change, by what is stored of its record and by what the host says of it now. */
package dev.fides.sync.decide;
