"""Pictures drawn for a phone: matplotlib is loaded only where one is drawn, outside of any transaction."""
