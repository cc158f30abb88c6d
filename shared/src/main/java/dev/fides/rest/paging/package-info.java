/** How services cut their listings into pages. */
package dev.fides.rest.paging;
