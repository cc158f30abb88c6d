/** Cuts changes into batches and puts them into the queues, each with its ledger. */
package dev.fides.sync.send;
