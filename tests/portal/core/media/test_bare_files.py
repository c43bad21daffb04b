"""No stored picture tells where, when or by whom it was taken; each stands upright and keeps its colours."""

import gc
import io
import warnings

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms, PngImagePlugin

from portal.core.media.cleaning import cleaned
from portal.core.media.models import PortalImage
from tests.factories.media import make_image
from tests.factories.schools import UserFactory

SECRET = b"SECRETPLACE"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SIDEWAYS = 6


def taken(kind: str, orientation: int = 1, mode: str = "RGB") -> bytes:
    """A picture of 400 × 300 with a secret wherever its format has room for one; the left half is red."""
    picture = Image.new("RGB", (400, 300), "#1d4486")
    picture.paste("#ff0000", (0, 0, 200, 300))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, SECRET.decode()
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    options: dict[str, object] = {"exif": exif, "icc_profile": PROFILE}
    if kind == "PNG":
        options["pnginfo"] = info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    elif kind == "GIF":
        options = {"comment": SECRET}
    else:
        options |= {"xmp": b"<x>" + SECRET + b"</x>", "comment": SECRET}
    stream = io.BytesIO()
    picture.convert(mode).save(stream, kind, **options)
    # Some telephones append a film to the photograph.
    return stream.getvalue() + (b"film " + SECRET if kind in {"JPEG", "PNG"} else b"")


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_nothing_is_left_but_the_colour_profile(kind):
    data = taken(kind)
    assert SECRET in data
    bare = cleaned(data)
    picture = opened(bare)
    assert SECRET not in bare
    assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (400, 300), {})
    assert picture.info.get("icc_profile") == (None if kind == "GIF" else PROFILE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_stands_upright_without_saying_so(kind):
    picture = opened(cleaned(taken(kind, SIDEWAYS))).convert("RGB")
    assert picture.size == (300, 400)
    red, _green, blue = picture.getpixel((150, 50))
    assert red > 200 > 60 > blue
    assert picture.getpixel((150, 350))[2] > 100


def test_a_photograph_keeps_its_pixels():
    data = taken("JPEG")
    before, after = opened(data), opened(cleaned(data))
    differences = [abs(one - other) for one, other in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 0.5


def test_inks_for_print_become_colours_of_a_screen():
    picture = opened(cleaned(taken("JPEG", mode="CMYK").replace(PROFILE, b"\0" * len(PROFILE))))
    assert picture.mode == "RGB"


def test_an_animation_moves_on():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("#fff", "#1d4486", "#f00")]
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=[80, 90, 100], comment=SECRET)
    bare = cleaned(stream.getvalue())
    assert SECRET not in bare
    assert opened(bare).n_frames == 3


def test_a_drawing_without_metadata_is_kept_to_the_byte():
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "#fff").save(stream, "PNG")
    assert cleaned(stream.getvalue()) == stream.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"no picture", taken("JPEG")[:300], b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_cannot_be_read_is_refused(data):
    with pytest.raises(ValidationError):
        cleaned(data)


@pytest.mark.django_db
class TestUploads:
    @pytest.fixture
    def editor(self) -> Client:
        client = Client()
        user = UserFactory(username="editor", group="Editor")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def upload(self) -> SimpleUploadedFile:
        return SimpleUploadedFile("hands.jpg", taken("JPEG", SIDEWAYS), content_type="image/jpeg")

    def expect_bare(self, image: PortalImage) -> None:
        with image.file.open() as file:
            stored = file.read()
        assert SECRET not in stored
        assert (image.width, image.height) == (300, 400)
        assert image.file_size == len(stored)
        assert image.file_hash == make_copy(image).file_hash

    def test_by_the_form(self, editor):
        editor.post("/cms/images/add/", {"title": "手", "file": self.upload(), "consent": "not_needed", **SCOPE})
        self.expect_bare(PortalImage.objects.get(title="手"))

    def test_by_the_upload_of_many(self, editor):
        waiting = editor.post("/cms/images/multiple/add/", {"title": "手", "files[]": self.upload()}).json()
        number = waiting["uploaded_file_id"]
        texts = {"title": "手", "consent": "not_needed", **SCOPE}
        sent = {f"uploaded-image-{number}-{name}": value for name, value in texts.items()}
        # Wagtail leaves the file open that it has measured.
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            answer = editor.post(f"/cms/images/multiple/create_from_uploaded_image/{number}/", sent)
            gc.collect()
        assert answer.json()["success"]
        self.expect_bare(PortalImage.objects.get(title="手"))

    def test_by_a_new_file_for_an_old_picture(self, editor):
        image = make_image()
        image.file.save("hands.jpg", self.upload())
        self.expect_bare(PortalImage.objects.get(pk=image.pk))

    def test_renditions_are_bare_as_well(self):
        image = PortalImage.objects.create(title="手", file=self.upload(), consent="not_needed")
        for kind in ("jpeg", "webp", "avif"):
            rendition = image.get_rendition(f"max-200x200|format-{kind}")
            with rendition.file.open() as file:
                assert SECRET not in file.read()
            assert (rendition.width, rendition.height) == (150, 200)


SCOPE = {"consent_scope": "site"}


def make_copy(image: PortalImage) -> PortalImage:
    """The same image as Wagtail would describe its stored file."""
    copy = PortalImage.objects.get(pk=image.pk)
    copy.file_hash = ""
    copy._set_image_file_metadata()
    copy.file.close()
    return copy
