"""What is compared: expressions over the words of inputs.py, ours and the peer's, and what they result in.

Kinds: truth, number, area (geodesic, which PostGIS computes to a hundred-millionth), text; geometry (WKT; the same type and the
same points), shape (the same points, whatever the type), nearest (one of several answers as near, see compare.py)."""

PREDICATES = "Intersects Contains Within Covers CoveredBy Touches Crosses Overlaps Equals Disjoint".split()


def text_of(expression):
    return f"ST_AsText({expression})"


def postgis():
    """name: (ours, PostGIS's, kind)."""
    table = {}

    def add(name, ours, kind, theirs=None):
        table[name] = (ours, theirs or ours, kind)

    def shape(name, ours, theirs=None, kind="geometry"):
        add(name, text_of(ours), kind, text_of(theirs) if theirs else None)

    for name in PREDICATES + ["ContainsProperly"]:
        add("ST_" + name, f"ST_{name}({{a}}, {{b}})", "truth")
        add(f"ST_{name} of parts", f"ST_{name}({{a}}, ST_PointOnSurface({{a}}))", "truth")
    for name in "Area Length Perimeter XMin YMin XMax YMax Length2D Perimeter2D".split():
        add("ST_" + name, f"ST_{name}({{a}})", "number")
    for name in "MinX:XMin MinY:YMin MaxX:XMax MaxY:YMax".split():
        ours, theirs = name.split(":")
        add("ST_" + ours, f"ST_{ours}({{zm}})", "number", f"ST_{theirs}({{zm}})")
    for name in "Dimension NPoints NumGeometries NRings NDims NumPoints NumInteriorRings NumInteriorRing CoordDim SRID".split():
        add("ST_" + name, f"ST_{name}({{a}})", "number")
    for name in "NDims CoordDim NPoints".split():
        add(f"ST_{name} with z and m", f"ST_{name}({{zm}})", "number")
    for name in "IsEmpty IsValid IsSimple IsClosed IsCollection IsPolygonCW IsPolygonCCW".split():
        add("ST_" + name, f"ST_{name}({{a}})", "truth")
    for name in "IsValid IsSimple IsPolygonCW IsPolygonCCW".split():
        add(f"ST_{name} of the invalid", f"ST_{name}({{bad}})", "truth")
    for name in ("Centroid PointOnSurface Envelope ConvexHull Boundary Multi Reverse FlipCoordinates ForcePolygonCW ForcePolygonCCW "
                 "ForceRHR Force2D Force3DZ Force3D Force3DM Force4D Normalize MakeValid UnaryUnion Points RemoveRepeatedPoints "
                 "ExteriorRing StartPoint EndPoint OrientedEnvelope LineMerge BuildArea MinimumBoundingCircle DelaunayTriangles").split():
        shape("ST_" + name, f"ST_{name}({{a}})")
    for name in ("Multi Reverse FlipCoordinates Force2D Force3DZ Force3DM Force4D Points StartPoint EndPoint Envelope "
                 "RemoveRepeatedPoints ConvexHull Boundary").split():
        shape(f"ST_{name} with z", f"ST_{name}({{z}})")
        if name != "ConvexHull":
            shape(f"ST_{name} with z and m", f"ST_{name}({{zm}})")

    # Input and output.
    for name in "AsText AsEWKT AsGeoJSON AsSVG".split():
        for word, of in (("a", ""), ("z", " with z"), ("zm", " with z and m")):
            add(f"ST_{name}{of}", f"ST_{name}({{{word}}})", "text")
    add("ST_AsSVG relative", "ST_AsSVG({a}, 1, 4)", "text")
    add("ST_AsText rounded", "ST_AsText({a}, 2)", "text")
    add("ST_AsGeoJSON rounded", "ST_AsGeoJSON({a}, 2)", "text")
    for word, of in (("a", ""), ("zm", " with z and m")):
        add(f"ST_AsHEXEWKB{of}", f"ST_AsHEXEWKB({{{word}}})", "text", f"ST_AsHEXEWKB({{{word}}}, 'NDR')")
        for name in "AsBinary AsEWKB".split():
            add(f"ST_{name}{of}", f"lower(hex(ST_{name}({{{word}}})))", "text", f"encode(ST_{name}({{{word}}}, 'NDR'), 'hex')")
        add(f"ST_AsWKB{of}", f"lower(hex(ST_AsWKB({{{word}}})))", "text", f"encode(ST_AsBinary({{{word}}}, 'NDR'), 'hex')")
        add(f"ST_GeomFromWKB{of}", f"ST_AsEWKT(ST_GeomFromWKB(ST_AsBinary({{{word}}}), 32631))", "text")
        add(f"ST_GeomFromEWKB{of}", f"ST_AsEWKT(ST_GeomFromEWKB(ST_AsEWKB(ST_SetSRID({{{word}}}, 3857))))", "text")
        add(f"ST_GeomFromText{of}", f"ST_AsEWKT(ST_GeomFromText(ST_AsText({{{word}}}), 32631))", "text")
        add(f"ST_GeomFromEWKT{of}", f"ST_AsEWKT(ST_GeomFromEWKT('SRID=3857;' || ST_AsText({{{word}}})))", "text")
    for word, of in (("a", ""), ("z", " with z")):
        add(f"ST_GeomFromGeoJSON{of}", f"ST_AsText(ST_GeomFromGeoJSON(ST_AsGeoJSON({{{word}}})))", "text")
    add("ST_GeoHash", "ST_GeoHash({a}, 8)", "text")
    add("ST_GeoHash of extent", "ST_GeoHash({a})", "text")
    shape("ST_GeomFromGeoHash", "ST_GeomFromGeoHash(ST_GeoHash({full}, 6))")
    shape("ST_Box2dFromGeoHash", "ST_Box2dFromGeoHash(ST_GeoHash({full}, 6))", "ST_Box2dFromGeoHash(ST_GeoHash({full}, 6))::geometry")
    shape("ST_PointFromGeoHash", "ST_PointFromGeoHash(ST_GeoHash({full}, 6))")
    add("ST_GeometryType", "ST_GeometryType({a})", "text")

    # Making and taking apart.
    add("ST_Point", "ST_AsEWKT(ST_Point({x}, {y}, 3857))", "text")
    add("ST_MakePoint", "ST_AsText(ST_MakePoint({x}, {y}, {share}, {n}))", "text")
    add("ST_MakeEnvelope", "ST_AsEWKT(ST_MakeEnvelope({x}, {y}, {n}, {share}, 3857))", "text")
    add("ST_TileEnvelope", "ST_AsEWKT(ST_TileEnvelope(4, abs({n}), abs({n}) + 2))", "geometry")
    add("ST_SetSRID", "ST_AsEWKT(ST_SetSRID({a}, 3857))", "text")
    for name in "X Y Z M".split():
        add("ST_" + name, f"ST_{name}({{point}})", "number")
        add(f"ST_{name} with z and m", f"ST_{name}({{zm}})", "number")
    add("ST_HasZ", "ST_HasZ({zm}) || ST_HasZ({a})", "text", "(ST_Zmflag({zm}) / 2)::text || (ST_Zmflag({a}) / 2)::text")
    add("ST_HasM", "ST_HasM({zm}) || ST_HasM({a})", "text", "(ST_Zmflag({zm}) % 2)::text || (ST_Zmflag({a}) % 2)::text")
    add("ST_IsValidReason", "ST_IsValidReason({bad})", "text")
    add("ST_IsRing", "ST_IsRing({closed})", "truth")
    add("ST_IsRing of lines", "ST_IsRing({line})", "truth")
    shape("ST_GeometryN", "ST_GeometryN({a}, {n})")
    shape("ST_InteriorRingN", "ST_InteriorRingN({polygon}, {n})")
    shape("ST_PointN", "ST_PointN({line}, {n})")
    shape("ST_MakeLine", "ST_MakeLine({a}, {b})")
    shape("ST_MakeLine of points", "ST_MakeLine({point}, {line})")
    shape("ST_MakeLine of a group", "(SELECT ST_MakeLine(column1) FROM (VALUES ({point}), ({line}), ({other})))",
          "(SELECT ST_MakeLine(column1) FROM (VALUES ({point}), ({line}), ({other})) t)")
    shape("ST_MakePolygon", "ST_MakePolygon({closed})")
    shape("ST_MakePolygon with a hole", "ST_MakePolygon(ST_ExteriorRing({polygon}), {closed})",
          "ST_MakePolygon(ST_ExteriorRing({polygon}), ARRAY[{closed}])")
    add("ST_Polygon", "ST_AsEWKT(ST_Polygon({closed}, 3857))", "text")
    shape("ST_AddPoint", "ST_AddPoint({line}, {point})")
    shape("ST_AddPoint within", "ST_AddPoint({line}, {point}, {n})")
    shape("ST_SetPoint", "ST_SetPoint({line}, {n}, {point})")
    shape("ST_RemovePoint", "ST_RemovePoint({line}, {n})")
    shape("ST_CollectionExtract", "ST_CollectionExtract(ST_Collect({a}, {b}), 3)")
    shape("ST_CollectionExtract of the highest", "ST_CollectionExtract(ST_Collect({a}, {b}))")
    shape("ST_Collect", "ST_Collect({a}, {b})")
    shape("ST_Collect of a group", "(SELECT ST_Collect(column1) FROM (VALUES ({point}), ({other}), ({full})))",
          "(SELECT ST_Collect(column1) FROM (VALUES ({point}), ({other}), ({full})) t)")
    rows = "(SELECT group_concat({} || ST_AsText(geom), ' ') FROM ST_{}({}))"
    their_rows = "(SELECT string_agg({} || ST_AsText(geom), ' ') FROM ST_{}({}))"
    path = "translate(path::text, '{{}}', '[]')"
    for name, word in (("Dump", "{a}"), ("DumpPoints", "{a}"), ("DumpSegments", "{a}"), ("DumpRings", "{polygon}")):
        add("ST_" + name, rows.format("path", name, word), "text", their_rows.format(path, name, word))
    add("ST_SquareGrid", "(SELECT count(*) || ' ' || min(i) || ' ' || max(j) FROM ST_SquareGrid(1.5, {a}))", "text")
    add("ST_HexagonGrid", "(SELECT count(*) || ' ' || min(i) || ' ' || max(j) FROM ST_HexagonGrid(0.8, {a}))", "text")
    add("ST_SquareGrid's cells", "(SELECT ST_AsText(ST_Union(geom)) FROM ST_SquareGrid(3, {a}))", "geometry")
    add("ST_HexagonGrid's cells", "(SELECT ST_AsText(ST_Union(geom)) FROM ST_HexagonGrid(2, {a}))", "geometry")
    add("ST_Subdivide", "(SELECT max(ST_NPoints(geom)) <= 8 FROM ST_Subdivide({polygon}, 8))", "truth",
        "(SELECT max(ST_NPoints(d)) <= 8 FROM ST_Subdivide({polygon}, 8) d)")
    add("ST_Subdivide's area", "(SELECT sum(ST_Area(geom)) FROM ST_Subdivide({polygon}, 6))", "number",
        "(SELECT sum(ST_Area(d)) FROM ST_Subdivide({polygon}, 6) d)")

    # Measures.
    for name in "Distance MaxDistance HausdorffDistance FrechetDistance DistanceSphere".split():
        add("ST_" + name, f"ST_{name}({{a}}, {{b}})", "number")
    add("ST_HausdorffDistance densified", "ST_HausdorffDistance({full}, {line}, 0.2)", "number")
    add("ST_FrechetDistance densified", "ST_FrechetDistance({line}, {closed}, 0.2)", "number")
    add("ST_DWithin", "ST_DWithin({a}, {b}, 3)", "truth")
    add("ST_Relate", "ST_Relate({a}, {b})", "text")
    add("ST_RelateMatch", "ST_RelateMatch(ST_Relate({a}, {b}), 'T********')", "truth")
    add("ST_EnvIntersects", "ST_EnvIntersects({a}, {b})", "truth", "{a} && {b}")
    add("ST_Azimuth", "ST_Azimuth({point}, {other})", "number")
    geography = "({{{}}}::geography".format
    for name, kind, word in (("Area", "area", "a"), ("Length", "number", "a"), ("Perimeter", "number", "a"), ("Perimeter", "number", "polygon")):
        for spelling in ("Spheroid", "Geodesic", "_Spheroid"):
            add(f"ST_{name}{spelling} of {word}", f"ST_{name}{spelling}({{{word}}})", kind, f"ST_{name}{geography(word)})")
    for spelling in ("Spheroid", "Geodesic", "_Spheroid"):
        add("ST_Distance" + spelling, f"ST_Distance{spelling}({{a}}, {{b}})", "number", "ST_Distance({a}::geography, {b}::geography)")
        add("ST_DWithin" + spelling, f"ST_DWithin{spelling}({{a}}, {{b}}, 300000)", "truth",
            "ST_DWithin({a}::geography, {b}::geography, 300000)")
    for spelling in ("Spheroid", "Geodesic"):
        add("ST_Azimuth" + spelling, f"ST_Azimuth{spelling}({{point}}, {{other}})", "number",
            "ST_Azimuth({point}::geography, {other}::geography)")
    add("ST_Distance_Sphere", "ST_Distance_Sphere({point}, {other})", "number", "ST_DistanceSphere({point}, {other})")
    shape("ST_Project", "ST_Project({point}, 50000, 1)", "ST_Project({point}::geography, 50000, 1)::geometry")
    add("ST_MinimumBoundingRadius", "ST_MinimumBoundingRadius({a})", "number", "(ST_MinimumBoundingRadius({a})).radius")

    # What computes points.
    for name in "Intersection Union Difference SymDifference".split():
        shape("ST_" + name, f"ST_{name}({{a}}, {{b}})")
        shape(f"ST_{name} on a grid", f"ST_{name}({{a}}, {{b}}, 0.5)")
    shape("ST_SymmetricDifference", "ST_SymmetricDifference({a}, {b})")
    # PostGIS's server crashes on an EMPTY part here.
    shape("ST_UnaryUnion on a grid", "ST_UnaryUnion(ST_Collect({full}, {polygon}), 0.5)")
    for name in "Union MemUnion Union_Agg Extent".split():
        group = "(SELECT ST_{}(column1){} FROM (VALUES ({{a}}), ({{b}}), ({{line}})){})"
        theirs = group.format(name.replace("_Agg", ""), "::geometry" if name == "Extent" else "", " t")
        shape(f"ST_{name} of a group", group.format(name, "", ""), theirs)
    shape("ST_ClosestPoint", "ST_ClosestPoint({a}, {b})", kind="nearest")
    shape("ST_ShortestLine", "ST_ShortestLine({a}, {b})", kind="nearest")
    shape("ST_Buffer", "ST_Buffer({a}, 1)")
    shape("ST_Buffer inward", "ST_Buffer({a}, -0.5)")
    shape("ST_Buffer in segments", "ST_Buffer({a}, 1, 3)")
    for style in ("endcap=flat join=mitre quad_segs=4", "endcap=square join=bevel", "join=mitre mitre_limit=1.5"):
        shape("ST_Buffer " + style, f"ST_Buffer({{a}}, 1, '{style}')")
    for side in ("left", "right"):
        shape(f"ST_Buffer side={side}", f"ST_Buffer({{line}}, 0.1, 'side={side}')")
    shape("ST_Simplify", "ST_Simplify({a}, 1)")
    shape("ST_Simplify kept", "ST_Simplify({a}, 3, 1)", "ST_Simplify({a}, 3, true)")
    shape("ST_SimplifyPreserveTopology", "ST_SimplifyPreserveTopology({a}, 1)")
    shape("ST_SimplifyPolygonHull", "ST_SimplifyPolygonHull({polygon}, 0.5)")
    shape("ST_SimplifyPolygonHull within", "ST_SimplifyPolygonHull({polygon}, 0.5, 0)", "ST_SimplifyPolygonHull({polygon}, 0.5, false)")
    shape("ST_ConcaveHull", "ST_ConcaveHull({a}, 0.3)")
    shape("ST_ConcaveHull with holes", "ST_ConcaveHull({a}, 0.2, 1)", "ST_ConcaveHull({a}, 0.2, true)")
    shape("ST_MakeValid of the invalid", "ST_MakeValid({bad})")
    shape("ST_MakeValid by structure", "ST_MakeValid({bad}, 'method=structure')")
    shape("ST_ReducePrecision", "ST_ReducePrecision({a}, 0.5)")
    shape("ST_SnapToGrid", "ST_SnapToGrid({a}, 0.5)")
    shape("ST_SnapToGrid of two sizes", "ST_SnapToGrid({a}, 0.5, 2)")
    shape("ST_SnapToGrid with an origin", "ST_SnapToGrid({a}, 0.1, 0.2, 0.5, 0.7)")
    shape("ST_Snap", "ST_Snap({a}, {b}, 1)")
    shape("ST_Segmentize", "ST_Segmentize({a}, 1)")
    shape("ST_RemoveRepeatedPoints within", "ST_RemoveRepeatedPoints({a}, 2)")
    shape("ST_Translate", "ST_Translate({a}, 1, 2)")
    shape("ST_Rotate", "ST_Rotate({a}, 1)")
    shape("ST_Rotate about a point", "ST_Rotate({a}, 1, 2, 3)")
    shape("ST_Scale", "ST_Scale({a}, 2, 3)")
    shape("ST_Affine", "ST_Affine({a}, 1, 2, 3, 4, 5, 6)")
    shape("ST_Expand", "ST_Expand({a}, 1)")
    shape("ST_Expand in two", "ST_Expand({a}, 1, 2)")
    shape("ST_ClipByBox2D", "ST_ClipByBox2D({a}, ST_MakeEnvelope(-5, -5, 5, 5, 4326))")
    for name, srid in (("Web Mercator", 3857), ("UTM north", 32631), ("UTM south", 32731)):
        shape(f"ST_Transform to {name}", f"ST_Transform({{a}}, {srid})")
        shape(f"ST_Transform from {name}", f"ST_Transform(ST_Transform({{a}}, {srid}), 4326)")
    shape("ST_Node", "ST_Node({lines})")
    shape("ST_Polygonize", "ST_Polygonize(ST_Node({closed}))")
    shape("ST_BuildArea of rings", "ST_BuildArea(ST_Node({closed}))")
    shape("ST_LineMerge of nodes", "ST_LineMerge(ST_Node({closed}))")
    shape("ST_VoronoiPolygons", "ST_VoronoiPolygons({points})")
    shape("ST_DelaunayTriangles' edges", "ST_DelaunayTriangles({points}, 0, 1)")
    for name in "LineInterpolatePoint Line_Interpolate_Point".split():
        shape("ST_" + name, f"ST_{name}({{line}}, {{share}})", "ST_LineInterpolatePoint({line}, {share})")
    shape("ST_LineInterpolatePoints", "ST_LineInterpolatePoints({line}, 0.3)")
    for name in "LineSubstring Line_Substring".split():
        shape("ST_" + name, f"ST_{name}({{line}}, 0.5 * {{share}}, 0.9)", "ST_LineSubstring({line}, 0.5 * {share}, 0.9)")
    for name in "LineLocatePoint Line_Locate_Point".split():
        add("ST_" + name, f"ST_{name}({{line}}, {{point}})", "number", "ST_LineLocatePoint({line}, {point})")
    return table


def spatialite():
    """name: (ours, SpatiaLite's, kind). SpatiaLite has no EMPTY: the inputs are {full} and what cannot be EMPTY. It names the
    type of a result of one part after the part, so results are compared as sets of points."""
    table = {}

    def add(name, ours, kind, theirs=None):
        table[name] = (ours, theirs or ours, kind)

    def shape(name, ours, theirs=None, kind="shape"):
        table[name] = (text_of(ours), f"AsWKT({theirs or ours}, 15)", kind)

    for name in PREDICATES:
        add("ST_" + name, f"ST_{name}({{full}}, {{polygon}})", "truth")
        add(f"ST_{name} of lines", f"ST_{name}({{full}}, {{line}})", "truth")
    add("ST_EnvIntersects", "ST_EnvIntersects({full}, {polygon})", "truth")
    add("ST_Relate", "ST_Relate({full}, {polygon})", "text")
    for name in "Area Length Perimeter MinX MinY MaxX MaxY Dimension NPoints NRings NDims SRID".split():
        add("ST_" + name, f"ST_{name}({{full}})", "number")
    for name in "IsEmpty IsValid IsSimple".split():
        add("ST_" + name, f"ST_{name}({{full}})", "truth")
    add("ST_IsValid of the invalid", "ST_IsValid({bad})", "truth")
    add("ST_IsRing", "ST_IsRing({closed})", "truth")
    add("ST_IsClosed", "ST_IsClosed({closed}) + ST_IsClosed({line})", "number")
    for name in "Distance MaxDistance HausdorffDistance".split():
        add("ST_" + name, f"ST_{name}({{full}}, {{polygon}})", "number")
    add("ST_FrechetDistance", "ST_FrechetDistance({line}, {closed})", "number")
    add("ST_AzimuthSpheroid", "ST_AzimuthSpheroid({point}, {other})", "number", "ST_Azimuth({point}, {other})")
    for name in "X Y".split():
        add("ST_" + name, f"ST_{name}({{point}})", "number")
    for name in "X Y Z M".split():
        add(f"ST_{name} with z and m", f"ST_{name}({{corner}})", "number")
    add("ST_NumGeometries", "ST_NumGeometries({lines})", "number")
    add("ST_NumPoints", "ST_NumPoints({line})", "number")
    add("ST_NumInteriorRing", "ST_NumInteriorRing({polygon})", "number")
    for name in "Centroid ConvexHull Boundary Reverse UnaryUnion Envelope ForcePolygonCW ForcePolygonCCW".split():
        shape("ST_" + name, f"ST_{name}({{full}})")
    for name in "StartPoint EndPoint".split():
        shape("ST_" + name, f"ST_{name}({{line}})")
    shape("ST_Multi", "ST_Multi({polygon})")
    shape("ST_ExteriorRing", "ST_ExteriorRing({polygon})")
    shape("ST_InteriorRingN", "ST_InteriorRingN({polygon}, 1)")
    shape("ST_GeometryN", "ST_GeometryN({lines}, 1)")
    shape("ST_PointN", "ST_PointN({line}, 2)")
    shape("ST_PointOnSurface", "ST_PointOnSurface({polygon})")
    for name in "Intersection Union Difference SymDifference".split():
        shape("ST_" + name, f"ST_{name}({{full}}, {{polygon}})")
    shape("ST_Union of a group", "(SELECT ST_Union(column1) FROM (VALUES ({polygon}), ({full}), ({line})))")
    shape("ST_Collect", "ST_Collect({full}, {polygon})")
    shape("ST_Extent", "(SELECT ST_Extent(column1) FROM (VALUES ({polygon}), ({line})))",
          "(SELECT Extent(column1) FROM (VALUES ({polygon}), ({line})))")
    shape("ST_Buffer", "ST_Buffer({full}, 1)", "ST_Buffer({full}, 1, 8)")
    shape("ST_Simplify", "ST_Simplify({line}, 1)")
    shape("ST_SimplifyPreserveTopology", "ST_SimplifyPreserveTopology({full}, 1)")
    shape("ST_SnapToGrid", "ST_SnapToGrid({line}, 0.5)")
    shape("ST_Snap", "ST_Snap({full}, {polygon}, 1)")
    shape("ST_Segmentize", "ST_Segmentize({line}, 1)")
    shape("ST_Translate", "ST_Translate({full}, 1, 2, 0)")
    shape("ST_Expand", "ST_Expand({full}, 1)")
    shape("ST_Node", "ST_Node({lines})")
    shape("ST_LineMerge", "ST_LineMerge(ST_Node({closed}))")
    shape("ST_BuildArea", "ST_BuildArea(ST_Node({closed}))")
    shape("ST_MakeValid", "ST_MakeValid({bad})")
    shape("ST_AddPoint", "ST_AddPoint({line}, {point}, 1)")
    shape("ST_SetPoint", "ST_SetPoint({line}, 1, {point})")
    shape("ST_RemovePoint", "ST_RemovePoint({closed}, 1)")
    shape("ST_MakePolygon", "ST_MakePolygon({closed})")
    shape("ST_MakeLine", "ST_MakeLine({point}, {other})", "MakeLine({point}, {other})")
    shape("ST_ClosestPoint", "ST_ClosestPoint({full}, {polygon})", kind="nearest")
    shape("ST_ShortestLine", "ST_ShortestLine({full}, {polygon})", kind="nearest")
    shape("ST_LineInterpolatePoint", "ST_LineInterpolatePoint({line}, {share})", "ST_Line_Interpolate_Point({line}, {share})")
    shape("ST_LineSubstring", "ST_LineSubstring({line}, 0.2, 0.7)", "ST_Line_Substring({line}, 0.2, 0.7)")
    add("ST_LineLocatePoint", "ST_LineLocatePoint({line}, {point})", "number", "ST_Line_Locate_Point({line}, {point})")
    add("ST_GeoHash", "ST_GeoHash({point}, 8)", "text")
    # Formats: we read what it writes (kind reads: its value, read by us, is the input), and write what it writes.
    for word in ("full", "zm"):
        table[f"reads a blob of {word}"] = (f"ST_AsEWKT({{{word}}})", f"hex({{{word}}})", "reads")
        table[f"reads a GeoPackage blob of {word}"] = (f"ST_AsEWKT({{{word}}})", f"hex(AsGPB({{{word}}}))", "reads")
        table[f"reads WKB of {word}"] = (f"ST_AsEWKT({{{word}}})", f"hex(AsBinary({{{word}}}))", "reads")
        table[f"reads EWKB of {word}"] = (f"ST_AsEWKT({{{word}}})", f"AsEWKB({{{word}}})", "reads")
        add(f"ST_AsSpatiaLite of {word}", f"hex(ST_AsSpatiaLite({{{word}}}))", "text", f"hex({{{word}}})")
        add(f"ST_AsBinary of {word}", f"hex(ST_AsBinary({{{word}}}))", "text")
    table["reads a compressed blob"] = ("ST_AsEWKT({corner})", "hex(CompressGeometry({corner}))", "reads")
    table["reads GeoJSON"] = ("ST_AsEWKT({full})", "AsGeoJSON({full}, 15)", "reads")
    table["reads EWKT"] = ("ST_AsEWKT({full})", "AsEWKT({full})", "reads")
    return table
