"""The names of days, as data: what plans and people call the anniversaries, holidays and feasts."""

# Day/month, two where the name alone leaves it open, M for lunar: the names without marks.
LISTED = """
1/1: tet duong lich, tet duong, tet tay, nam moi duong lich
6/1: tong tuyen cu( dau tien)?( bau quoc hoi)?
9/1: hoc sinh( [~-])? sinh vien
3/2: thanh lap dang( cong san( viet nam)?)?, sinh nhat dang
14/2: le tinh nhan
27/2: thay thuoc( viet nam)?
8/3: (quoc te|qt) phu nu, phu nu quoc te, phu nu the gioi
8/3 20/10: ngay phu nu
20/3: (quoc te )?hanh phuc
26/3: thanh lap doan( thanh nien( cong san)?( ho chi minh)?| tncs( ho chi minh)?)?, sinh nhat doan
27/3: the thao viet nam
21/4: sach viet nam
28/4: (the gioi ve )?an toan va suc khoe tai noi lam viec
30/4: giai phong mien nam( va)?( thong nhat dat nuoc)?, thong nhat dat nuoc, chien thang 30 thang 4
1/5: quoc te lao dong, lao dong quoc te, qt lao dong, le lao dong
7/5: (chien thang )?dien bien phu
15/5: thanh lap doi( tntp| thieu nien( tien phong)?)?( ho chi minh)?
19/5: (sinh nhat|ngay sinh|sinh) (cua )?(bac( ho)?|chu tich ho chi minh|ho chu tich)
1/6: (quoc te|qt|tet) thieu nhi( quoc te)?
5/6: bac( ho)? ra di tim duong cuu nuoc, moi truong the gioi
11/6: thi dua (yeu nuoc|ai quoc)( loi keu goi thi dua ai quoc)?
21/6: (nha )?bao chi( cach mang)?( viet nam)?, nha bao viet nam
28/6: gia dinh viet nam
22/7: thanh lap cong doan giao duc( viet nam)?
27/7: thuong binh( va| [~-])? liet si
28/7: thanh lap (to chuc )?(cong doan|cd)( viet nam)?, sinh nhat cong doan, truyen thong cong doan( viet nam)?, le cong doan
1/8: (nganh )?tuyen giao
19/8: cach mang thang 8, tong khoi nghia, cong an( nhan dan)?, toan dan bao ve an ninh to quoc
20/8: sinh( cua)? (chu tich|bac) ton duc thang
28/8: van phong( co quan)?( hanh chinh)?( nha nuoc)?
2/9: (le |tet )?quoc khanh( nuoc)?( chxhcn)?( viet nam)?, tet doc lap, le doc lap
10/10: giai phong thu do, chuyen doi so( quoc gia)?
13/10: doanh nhan( viet nam)?
15/10: (cong tac )?dan van
20/10: phu nu viet nam, phu nu vn, thanh lap hoi (lien hiep )?phu nu( viet nam)?
9/11: phap luat( viet nam)?
12/11: (cong nhan )?vung mo( [~-] nganh than)?, nganh than
18/11: thanh lap mat tran( to quoc| dan toc thong nhat)?( viet nam)?, dai doan ket
20/11: nha giao( viet nam)?, hien chuong( cac)? nha giao
24/11: van hoa viet nam
6/12: thanh lap hoi cuu chien binh( viet nam)?, cuu chien binh
19/12: toan quoc khang chien
21/12: nganh dien( luc)?( viet nam)?
22/12: thanh lap (quan doi|qd)( nhan dan)?( viet nam)?, quan doi( nhan dan)?( viet nam)?, quoc phong toan dan
25/12: noel, giang sinh
15/1 M: ram thang gieng, nguyen tieu, tho viet nam
10/3 M: (le )?gio to( hung vuong)?( (ngay )?(mung )?10 (/|thang) 3( am lich| âm lich| al| am| âm)?)?, gio to vua hung, quoc gio
15/4 M: phat dan
5/5 M: (tet )?doan ngo
15/7 M: (le )?vu lan
15/8 M: (tet |ram )?trung thu
23/12 M: ong cong( va)?( ong)? tao, (dua |cung )?ong tao, tao quan
"""
