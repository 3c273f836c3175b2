"""A PDF with every active or hidden thing that a paper may carry, each with a canary of its own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from tests.packet import inputs


def canary(what: str) -> str:
    """A string that says where it sat."""
    return f"CANARY-{what}-"


def script(what: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=canary(what))


def file_of(pdf: Pdf, what: str) -> Object:
    data = pdf.make_stream(canary(what + "-data").encode(), Dictionary(Type=Name.EmbeddedFile))
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=canary(what), UF=canary(what), EF=Dictionary(F=data))
    )


def metadata(pdf: Pdf, what: str) -> Stream:
    words = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{canary(what)}</x:xmpmeta>".encode()
    return pdf.make_stream(words, Dictionary(Type=Name.Metadata, Subtype=Name.XML))


def hostile(path: Path) -> Path:
    """Two pages that show `page 1` and `page 2` and a picture, and everything else besides."""
    inputs.pages(path, 2)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        first, second = pdf.pages[0], pdf.pages[1]
        _draw(pdf, first)
        _hang_on_page(pdf, first.obj)
        _annotate(pdf, first.obj, second.obj)
        _hang_on_root(pdf, second.obj)
        pdf.docinfo["/Author"] = canary("info-author")
        pdf.docinfo["/Secret"] = canary("info-own-key")
        pdf.pages[1].obj.CropBox = Array([0, 100, 612, 792])
        pdf.make_indirect(Dictionary(Left=canary("unused-object")))
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, preserve_pdfa=False)
    _leave_an_older_revision(path)
    return path


def _draw(pdf: Pdf, page: Page) -> None:
    """A picture and a form, and strings beside what is drawn."""
    image = pdf.make_stream(bytes(range(192)))
    image.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=8,
            Height=8,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Metadata=metadata(pdf, "image-xmp"),
            Alternates=Array([Dictionary(Image=metadata(pdf, "alternate"), DefaultForPrinting=True)]),
            OPI=Dictionary({"/1.3": Dictionary(Type=Name.OPI, F=canary("image-opi"))}),
            Name=Name("/" + canary("image-name")),
            ID=String(canary("image-id")),
            StructParent=4,
            AF=Array([file_of(pdf, "image-af")]),
        )
    )
    form = pdf.make_stream(b"0 0 1 rg 0 0 10 10 re f")
    form.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 10, 10]),
            Metadata=metadata(pdf, "form-xmp"),
            PieceInfo=Dictionary(App=Dictionary(Private=canary("form-piece"))),
            LastModified=String("D:20200101" + canary("form-modified")),
            Ref=Dictionary(F=canary("form-reference"), Page=0),
            OPI=Dictionary({"/2.0": Dictionary(Type=Name.OPI, F=canary("form-opi"))}),
            Name=Name("/" + canary("form-name")),
        )
    )
    resources = page.obj.Resources
    resources.XObject = Dictionary(Im=image, Fm=form)
    resources.Properties = Dictionary(
        Mc=Dictionary(ActualText=canary("property-list"), Metadata=metadata(pdf, "property-xmp"))
    )
    for font in resources.Font.values():
        font.Metadata = metadata(pdf, "font-xmp")
        font.PieceInfo = Dictionary(App=Dictionary(Private=canary("font-piece")))
    marked = (
        b"/Span << /ActualText (%s) /Alt (%s) >> BDC EMC /Artifact /Mc BDC EMC\n"
        b"/P << /MCID 0 /E <%s> >> DP\n%% %s\n"
        % (
            canary("actual-text").encode(),
            canary("alt-text").encode(),
            canary("expansion").encode().hex().encode(),
            canary("comment").encode(),
        )
    )
    page.contents_add(b"q 60 0 0 60 300 300 cm /Im Do Q q 1 0 0 1 200 200 cm /Fm Do Q\n" + marked)


def _hang_on_page(pdf: Pdf, page: Object) -> None:
    page.AA = Dictionary(O=script("page-open"), C=script("page-close"))
    page.Metadata = metadata(pdf, "page-xmp")
    page.PieceInfo = Dictionary(App=Dictionary(Private=canary("page-piece")))
    page.Thumb = pdf.make_stream(canary("thumb").encode(), Dictionary(Width=1, Height=1))
    page.LastModified = String(canary("page-modified"))
    page.ID = String(canary("page-id"))
    page.AF = Array([file_of(pdf, "page-af")])
    page.SeparationInfo = Dictionary(DeviceColorant=canary("separation"))
    page.PresSteps = Dictionary(NA=script("presentation"))
    page.VP = Array([Dictionary(Name=canary("viewport"), BBox=Array([0, 0, 9, 9]))])
    page.B = Array([Dictionary(I=canary("bead"))])
    page.TemplateInstantiated = Name("/" + canary("template"))


def _annotate(pdf: Pdf, page: Object, other: Object) -> None:
    actions = [
        Dictionary(S=Name.URI, URI=f"https://{canary('uri')}.example"),
        Dictionary(S=Name.Launch, F=canary("launch")),
        Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=canary("submit"))),
        Dictionary(S=Name.ImportData, F=canary("import")),
        Dictionary(S=Name.GoToR, F=canary("goto-r"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=canary("goto-e"))),
        Dictionary(S=Name.GoTo, D=Array([other, Name.Fit]), Next=script("next")),
        Dictionary(S=Name.Rendition, JS=canary("rendition")),
    ]
    notes = [
        Dictionary(
            Subtype=Name.Link, A=action, AA=Dictionary(E=script("note-enter")), Contents=canary("link")
        )
        for action in actions
    ]
    notes += [
        Dictionary(Subtype=Name.Text, F=2, Contents=canary("hidden-note"), T=canary("note-author")),
        Dictionary(Subtype=Name.Popup, Contents=canary("popup"), RC=canary("rich-text")),
        Dictionary(Subtype=Name.FileAttachment, FS=file_of(pdf, "file-note")),
        Dictionary(Subtype=Name.Movie, Movie=Dictionary(F=canary("movie")), T=canary("movie-title")),
        Dictionary(Subtype=Name.Sound, Sound=pdf.make_stream(canary("sound").encode(), Dictionary(R=8000))),
        Dictionary(Subtype=Name.Screen, A=script("screen"), MK=Dictionary(CA=canary("caption"))),
        Dictionary(
            Subtype=Name.RichMedia,
            RichMediaContent=Dictionary(
                Assets=Dictionary(Names=Array([canary("asset"), file_of(pdf, "media")]))
            ),
        ),
        Dictionary(
            Subtype=Name("/3D"),
            _3D=pdf.make_stream(
                canary("model").encode(), Dictionary(OnInstantiate=metadata(pdf, "model-js"))
            ),
        ),
        Dictionary(Subtype=Name.Redact, OverlayText=canary("redact")),
        Dictionary(
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=canary("field"),
            TU=canary("field-tip"),
            F=2,
            V=canary("hidden-value"),
            DV=canary("default-value"),
            AA=Dictionary(K=script("keystroke")),
        ),
    ]
    made = []
    for note in notes:
        note.Type = Name.Annot
        note.Rect = Array([500, 20, 520, 40])
        note.NM = canary("note-name")
        made.append(pdf.make_indirect(note))
    page.Annots = Array(made)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([made[-1]]),
        XFA=pdf.make_stream(f"<xdp>{canary('xfa')}</xdp>".encode()),
        DA=f"/Helv 0 Tf % {canary('appearance')}",
        CO=Array([made[-1]]),
    )


def _hang_on_root(pdf: Pdf, page: Object) -> None:
    root = pdf.Root
    root.OpenAction = script("open-action")
    root.AA = Dictionary(WC=script("will-close"))
    root.Metadata = metadata(pdf, "catalog-xmp")
    root.PieceInfo = Dictionary(App=Dictionary(Private=canary("root-piece")))
    root.AF = Array([file_of(pdf, "root-af")])
    root.URI = Dictionary(Base=canary("uri-base"))
    root.Lang = String(canary("language"))
    root.Collection = Dictionary(D=canary("collection"), Schema=Dictionary(X=Dictionary(N=canary("schema"))))
    root.ViewerPreferences = Dictionary(HideToolbar=True, Own=canary("preferences"))
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=canary("page-label"))]))
    root.MarkInfo = Dictionary(Marked=True, Own=canary("mark-info"))
    root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, Info=canary("output-intent"))])
    root.Threads = Array([pdf.make_indirect(Dictionary(I=Dictionary(Title=canary("thread"))))])
    root.SpiderInfo = Dictionary(V=1, C=Array([canary("spider")]))
    root.Legal = Dictionary(Attestation=canary("legal"))
    root.Requirements = Array([Dictionary(S=Name.EnableJavaScripts, RH=Dictionary(S=canary("handler")))])
    root.DSS = Dictionary(Certs=Array([pdf.make_stream(canary("certificate").encode())]))
    root.Perms = Dictionary(DocMDP=Dictionary(Reason=canary("permission")))
    root.Extensions = Dictionary(ACME=Dictionary(URL=canary("extension")))
    root.Dests = Dictionary({"/" + canary("old-dest"): Array([page, Name.Fit])})
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([canary("script-name"), script("document-script")])),
        EmbeddedFiles=Dictionary(Names=Array([canary("file-name"), file_of(pdf, "embedded")])),
        Dests=Dictionary(Names=Array([canary("dest"), Array([page, Name.Fit])])),
        Templates=Dictionary(Names=Array([canary("template-name"), page])),
        AlternatePresentations=Dictionary(Names=Array([canary("show"), Dictionary(X=canary("show-data"))])),
    )
    root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    item = pdf.make_indirect(
        Dictionary(Title=canary("bookmark"), Parent=root.Outlines, A=script("bookmark-script"))
    )
    root.Outlines.First = root.Outlines.Last = item
    root.StructTreeRoot = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            RoleMap=Dictionary({"/" + canary("role"): Name.P}),
            K=Dictionary(
                S=Name.Figure,
                Alt=canary("struct-alt"),
                ActualText=canary("struct-actual"),
                T=canary("struct-title"),
                AF=Array([file_of(pdf, "struct-af")]),
                Pg=page,
            ),
        )
    )
    page.StructParents = 0


def _leave_an_older_revision(path: Path) -> None:
    """Bytes of a page that was deleted, between objects and after the end, as incremental saves leave them."""
    data = path.read_bytes()
    old = canary("deleted-page").encode()
    path.write_bytes(data + b"\n% " + canary("after-end").encode() + b"\n9999 0 obj (" + old + b") endobj\n")


def layered(path: Path) -> Path:
    """A page with a layer that is switched off; the layer has a name, an author and text."""
    inputs.pages(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        group = pdf.make_indirect(
            Dictionary(
                Type=Name.OCG,
                Name=canary("layer-name"),
                Usage=Dictionary(
                    CreatorInfo=Dictionary(Creator=canary("layer-creator"), Subtype=Name.Artwork),
                    User=Dictionary(Type=Name.Ind, Name=canary("layer-user")),
                    Language=Dictionary(Lang=canary("layer-language")),
                ),
            )
        )
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([group]),
            D=Dictionary(
                Name=canary("layer-config"),
                Creator=canary("config-creator"),
                OFF=Array([group]),
                Order=Array([canary("layer-label"), group]),
            ),
        )
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(Oc=group)
        font = next(iter(page.obj.Resources.Font.keys())).encode()
        page.contents_add(b"/OC /Oc BDC 0 g 100 100 300 300 re f BT %s 9 Tf 50 50 Td (x) Tj ET EMC" % font)
        pdf.save(path)
    return path
