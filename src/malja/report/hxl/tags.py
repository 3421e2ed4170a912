"""The hashtags of each HXL file, in their order.

Of people in need and stock they are what the field expects; malja keeps no codes of districts and no people by sex and
age: these columns stay blank, as does who was reached, for a plan is no delivery.
"""

from __future__ import annotations

PEOPLE_TAGS = (
    *("#adm1+name", "#adm1+code", "#adm2+name", "#adm2+code", "#loc+name+camp", "#population+ind", "#affected+ind"),
    *("#inneed+ind", "#targeted+ind", "#reached+ind", "#inneed+f+children", "#inneed+m+children", "#inneed+f+adults"),
    *("#inneed+m+adults", "#inneed+f+elderly", "#inneed+m+elderly", "#date+reported", "#meta+source"),
)
_NEED = ("#loc+name+camp", "#loc+code", "#sector+name", "#need+name", "#need+code", "#need+tier")
NEEDS_TAGS = (
    *(*_NEED, "#population+ind", "#affected+ind", "#indicator+num+required", "#indicator+unit"),
    *("#date+reported", "#meta+source"),
)
COVERAGE_TAGS = (
    *(*_NEED, "#affected+ind", "#inneed+ind", "#indicator+num+required", "#indicator+num+provided"),
    *("#indicator+unit", "#indicator+pct+short", "#date+reported", "#meta+source"),
)
#: There is no HXL profile for stock; the last two say what is counted, and whether it lies in store or stands.
STOCK_TAGS = (
    *("#loc+name+facility", "#item+name", "#item+code", "#capacity+num", "#value", "#currency", "#date+reported"),
    *("#org+impl", "#item+unit", "#status"),
)
