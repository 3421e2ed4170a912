"""The papers that travel with goods: waybill, packing list and labels of each trip, printed and as workbooks."""
