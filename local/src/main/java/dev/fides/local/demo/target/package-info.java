/** The demo's target: a store of documents as a search index is one, with limits, faults and a record of what arrived. */
package dev.fides.local.demo.target;
